"""The page as text: what stands in it, in both languages, whatever the lists hold."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from lxml import html

import umkm_cli
from tests.reporting.invented import BASIS, MADE_ON, TARGET, invented_rows, made
from umkm_cli.counting.figures import trace
from umkm_cli.counting.hiding.public import make_public
from umkm_cli.counting.people import COLUMNS, STORED, crowd
from umkm_cli.files.workspace import open_with
from umkm_cli.findings.coverage import Coverage
from umkm_cli.knowledge.centroids import centroids
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.messages import catalogue, say, show
from umkm_cli.outlines import Outlines
from umkm_cli.reporting.page import page
from umkm_cli.reporting.page.colours import DARK, LIGHT, STEPS
from umkm_cli.reporting.page.map import tiles
from umkm_cli.reporting.page.progress import needed
from umkm_cli.schema import COVERAGE

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "x\u202egnp.exe",
    "3325110505809001",
)


@pytest.fixture(scope="module")
def regions():
    return load_regions("33.25")


@pytest.fixture(scope="module")
def coverage(regions) -> Coverage:
    return made(invented_rows(regions), regions)


def read(coverage, language="en", **more):
    return html.fromstring(page(coverage, language, **more).decode())


def cells(document, table):
    return [
        [cell.text_content().strip() for cell in row.xpath("./th|./td")]
        for row in document.xpath(f"//table[@id='{table}']/tbody/tr")
    ]


def with_table(coverage, name, rows):
    return replace(coverage, tables={**coverage.tables, name: COVERAGE[name].from_rows(rows)})


def empty(coverage):
    """A report of nothing: no owners, no survey."""
    steps = coverage.tables["coverage_funnel"].to_pylist()
    nothing = [{**step, "count": 0, "share_of_basis": 0.0, "share_of_target": 0.0, "before": None} for step in steps]
    bare = replace(coverage, tables={name: table.empty() for name, table in COVERAGE.items()}, before=None)
    return with_table(bare, "coverage_funnel", nothing)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_tells_its_language_and_its_headline(coverage, language):
    document = read(coverage, language)
    recorded = coverage.tables["coverage_funnel"].to_pylist()[3]["count"]
    assert document.get("lang") == language
    headline = document.xpath("//h2")[0].text_content()
    assert show(recorded, language) in headline
    assert show(TARGET, language) in headline
    assert len(document.xpath("//h1")) == 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kecamatan_stands_with_its_counts(coverage, language):
    rows = coverage.tables["coverage_district"].to_pylist()
    shown = cells(read(coverage, language), "districts")
    told = [[row["district"] or say("report.not_placed", language), show(row["recorded"], language)] for row in rows]
    assert [[line[0], line[2]] for line in shown] == told


def test_the_desa_table_holds_every_row_and_keeps_the_total(coverage):
    rows = coverage.tables["coverage_village"].to_pylist()
    shown = cells(read(coverage), "villages")
    assert len(shown) == len(rows) == 248 + 15 + 1
    assert sum(int(line[4].replace(",", "")) for line in shown) == sum(row["recorded"] for row in rows)


def test_every_count_that_can_be_traced_names_its_figure(coverage):
    document = read(coverage)
    table = coverage.tables["coverage_product_district"].to_pylist()
    told = {node.get("data-figure"): node.text_content().strip() for node in document.xpath("//td[@data-figure]")}
    district = coverage.tables["coverage_district"].to_pylist()[1]
    assert told["recorded@33.25.02"] == show(district["recorded"], "en")
    batik = next(row for row in coverage.tables["coverage_product"].to_pylist() if row["product"] == "batik")
    assert told["producing/product=batik"] == show(batik["producing"], "en")
    crossed = next(row for row in table if (row["district_code"], row["product"]) == ("33.25.02", "batik"))
    assert told["producing@33.25.02/product=batik"] == show(crossed["producing"], "en")
    assert told["recorded@-"] == show(coverage.tables["coverage_district"].to_pylist()[-1]["recorded"], "en")
    grammar = re.compile(r"[a-z_]+(@(-|\d\d\.\d\d\.\d\d(\.\d{4})?))?(/[a-z_]+=[\w-]+)*")
    figures = document.xpath("//*/@data-figure")
    assert len(figures) > 1000
    assert [figure for figure in figures if not grammar.fullmatch(figure)] == []


def test_a_figure_is_the_count_of_the_rows_that_trace_finds(umkm, lists, tmp_path):
    for command in (["ingest", lists], ["dedupe"], ["report", "--format", "html"]):
        assert umkm(*command).status == 0
    space = open_with(tmp_path / "umkm-data", *STORED)
    regions = load_regions("33.25")
    stored = {name: space.read(name, *COLUMNS[name]) for name in STORED}
    day = datetime.now().astimezone().date()
    people = crowd(stored, regions=regions, since=date(2021, 1, 1), made_on=day)
    document = html.fromstring((tmp_path / "umkm-data" / "report.html").read_text("utf-8"))
    told = {node.get("data-figure"): node.text_content() for node in document.xpath("//td[@data-figure]")}
    assert len(told) > 20
    assert {figure: show(trace(figure, people, regions).count, "en") for figure in told} == told


def test_the_page_refers_to_nothing_outside(coverage):
    text = page(coverage, "id").decode()
    assert re.findall(r"(?:https?:)?//[a-z]|@import|url\(|src=", text) == []
    assert "default-src &#39;none&#39;" in text
    assert re.findall(r"\son[a-z]+=|\sstyle=", text) == []


def test_the_same_counts_give_the_same_bytes_and_few_of_them(coverage):
    once = page(coverage, "id")
    assert once == page(coverage, "id")
    assert len(once) < 600_000


@pytest.mark.parametrize("name", HOSTILE)
def test_text_from_a_list_stays_text(coverage, name):
    rows = {table: coverage.tables[table].to_pylist() for table in COVERAGE}
    rows["coverage_quality"][0] |= {"source_file": name, "source_sheet": name}
    rows["coverage_product"][0] |= {"product": name}
    rows["coverage_product_district"][0] |= {"product": name}
    rows["coverage_village"][0] |= {"village": name}
    rows["coverage_district"][0] |= {"district": name}
    hostile = replace(coverage, tables={key: COVERAGE[key].from_rows(rows[key]) for key in rows}, region=name)
    document = read(hostile)
    assert len(document.xpath("//script")) == 1
    assert document.xpath("//img") == []
    text = document.text_content()
    assert "\u202e" not in text
    assert "3325110505809001" not in page(hostile, "en").decode()
    if name.startswith(("<", '"', "{")):
        assert name in cells(document, "files")[0][0]
        assert name in document.xpath("//h1")[0].text_content()


def test_before_the_survey_not_all_desa_are_named(coverage):
    rows = [{**row, "recorded": 0} for row in coverage.tables["coverage_village"].to_pylist()]
    told = read(with_table(coverage, "coverage_village", rows)).text_content()
    assert "Desa without any recorded owner: 248. They are: Silurah (Wonotunggal), " in told
    assert "and 224 more, see the table of desa." in told


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_report_of_nothing_is_a_page_all_the_same(coverage, language):
    document = read(empty(coverage), language)
    assert say("page.no_visit", language) in document.text_content()
    assert document.xpath("//svg[contains(@class, 'plot')]") == []


def test_without_an_earlier_report_no_change_is_told(coverage, regions):
    document = read(made(invented_rows(regions, before=False), regions, before=None))
    assert say("page.since", "en") not in document.text_content()
    changes = [one.xpath("//thead//th[text()='Change']") for one in (document, read(coverage))]
    assert [len(columns) for columns in changes] == [0, 3]


def test_a_hidden_count_is_marked_and_cannot_be_told_by_bar_sum_or_figure(coverage):
    rows = coverage.tables["coverage_district"].to_pylist()
    for name in ("recorded", "producing"):
        rows[0][name] = None
    document = read(replace(with_table(coverage, "coverage_district", rows), is_public=True))
    first = document.xpath("//table[@id='districts']/tbody/tr")[0]
    assert first.xpath("./td")[1].text_content() == "•"
    assert len(first.xpath(".//svg/rect[@class='recorded']")) == 0
    total = document.xpath("//table[@id='districts']/tfoot//td")[1].text_content()
    assert total == "•"
    assert document.xpath("//*[@data-figure]") == []
    assert say("page.hidden", "en") in document.text_content()
    assert say("page.trace", "en") not in document.text_content()


def test_a_sum_that_may_be_told_is_told_beside_hidden_counts_and_nobody_is_called_nearest(coverage):
    rows = coverage.tables["coverage_district"].to_pylist()
    rows[0] |= dict.fromkeys(("recorded", "target_share", "remaining"))
    totals = {"recorded": 321, "target_share": 600}
    hidden = replace(with_table(coverage, "coverage_district", rows), is_public=True, totals=totals)
    document = read(hidden)
    total = [cell.text_content() for cell in document.xpath("//table[@id='districts']/tfoot//td")]
    assert (total[1], total[2], total[4]) == ("321", "600", "279")
    assert "Nearest to its target" in read(coverage).text_content()
    assert "Nearest to its target" not in document.text_content()


def test_what_a_public_report_leaves_out_leaves_no_empty_table(coverage):
    public = make_public(coverage)
    document = read(public)
    assert public.tables["coverage_quality"].num_rows == 0
    assert [table.get("id") for table in document.xpath("//table[not(tbody/tr)]")] == []
    rows = coverage.tables["coverage_village"].to_pylist()
    rows[3]["recorded"] = None
    told = read(with_table(replace(coverage, is_public=True), "coverage_village", rows)).text_content()
    nowhere = [row | {"recorded": None, "remaining": None} for row in rows]
    bare = read(with_table(replace(coverage, is_public=True), "coverage_village", nowhere)).text_content()
    assert [say("page.gaps_title", "en") in text for text in (told, bare)] == [True, False]
    assert "Desa without any recorded owner: 12. They are: " in read(coverage).text_content()
    assert "Desa without any recorded owner" not in told


def test_doubts_are_told_with_what_to_do(coverage):
    told = read(coverage).xpath("//*[@id='doubts']//li")
    assert [say("doubt_hint.visit_undated", "en") in line.text_content() for line in told] == [True, False]
    assert "214" in told[1].text_content()


def test_what_it_takes_is_told_beside_what_it_goes(coverage):
    recorded = coverage.tables["coverage_funnel"].to_pylist()[3]["count"]
    assert needed(coverage, recorded) == pytest.approx((TARGET - recorded) / (date(2021, 12, 31) - MADE_ON).days)
    assert needed(coverage, TARGET) is None
    assert needed(replace(coverage, target_date=MADE_ON), recorded) is None
    late = replace(coverage, reached_on=date(2022, 1, 10))
    assert say("page.late", "en", count=10, day=date(2021, 12, 31)) in read(late).text_content()


@pytest.mark.parametrize(("reached_on", "lines"), [(date(2021, 10, 1), 3), (date(2048, 1, 1), 2), (None, 2)])
def test_a_target_that_is_far_beyond_is_not_drawn(coverage, reached_on, lines):
    document = read(replace(coverage, reached_on=reached_on))
    assert len(document.xpath("//svg[contains(@class, 'plot')]/polyline")) == lines


def test_tiles_keep_their_neighbours():
    spots = tiles(centroids("33.25"))
    assert len(set(spots.values())) == 15
    batang, kandeman, gringsing, bawang, warungasem = (
        spots[f"33.25.{number}"] for number in ("11", "13", "07", "05", "12")
    )
    assert kandeman[0] > batang[0]
    assert warungasem[1] > batang[1]
    assert gringsing[0] == max(x for x, _ in spots.values())
    assert bawang[1] == max(y for _, y in spots.values())


def square(west, south, side=0.1):
    east, north = west + side, south + side
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def test_outlines_are_drawn_and_what_is_missing_is_told(coverage):
    shapes = Outlines(
        "district",
        {"33.25.01": (square(109.7, -7.0),), "33.25.02": (square(109.8, -7.0),)},
        unknown=("Atlantis <b>",),
        missing=("Blado",),
    )
    document = read(coverage, shapes=shapes)
    drawn = document.xpath("//svg[contains(@class, 'map')]//path/@d")
    assert len(drawn) == 2
    assert [len(re.findall(r"-?\d+", path)) for path in drawn] == [8, 8]  # four corners: the closing point is not told
    assert "Atlantis <b>" in document.text_content()
    assert "Blado" in document.xpath("//figure[.//path]")[0].text_content()


def test_outlines_of_desa_are_drawn_without_names_on_them(coverage):
    rings = {"33.25.01.2001": (square(109.7, -7.0), ()), "33.25.01.2002": (((109.7, -7.0), (109.8, -7.0)),)}
    document = read(coverage, shapes=Outlines("village", rings))
    (chart,) = document.xpath("//svg[contains(@class, 'map')]")
    assert len(chart.xpath(".//path")) == 1  # an outline without a surface is none
    assert chart.xpath(".//text") == []
    assert chart.xpath("./g/title")[0].text.startswith("Silurah: ")
    assert say("page.map_village", "en") in document.text_content()


def test_the_largest_products_stand_first_and_all_are_kept(coverage):
    known = [
        {"product": f"own_{n}", "sector": None, "owners": 100 - n, "recorded": 9, "producing": 1} for n in range(30)
    ]
    unknown = {"product": None, "sector": None, "owners": 4000, "recorded": 9, "producing": 1}
    document = read(with_table(coverage, "coverage_product", [*known, unknown]))
    assert [line[0] for line in cells(document, "products")] == [*(f"own_{n}" for n in range(12)), "Not known"]
    assert len(cells(document, "products-all")) == 31


def test_a_regency_of_unknown_places_has_no_map(coverage):
    assert read(replace(coverage, region_code="11.01")).xpath("//svg[contains(@class, 'map')]") == []


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["day", "night"])
def test_text_can_be_read_on_what_it_stands_on(colours):
    pairs = [(ink, ground) for ink in ("ink", "quiet", "accent", "target") for ground in ("paper", "card", "track")]
    pairs = [pair for pair in pairs if pair not in {("target", "track"), ("accent", "track")}]
    pairs += [(f"on{n}", f"shade{n}") for n in range(STEPS)] + [("card", "accent")]
    poor = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}
    marks = [("producing", "paper"), ("recorded", "paper"), ("target", "track"), ("men", "paper"), ("women", "paper")]
    assert [pair for pair in marks if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


def test_both_palettes_name_the_same_colours():
    assert LIGHT.keys() == DARK.keys()


def test_the_page_takes_arrow_tables_of_any_chunking(coverage):
    chunked = {name: pa.concat_tables([table.slice(0, 1), table.slice(1)]) for name, table in coverage.tables.items()}
    assert page(replace(coverage, tables=chunked), "id") == page(coverage, "id")


def test_every_word_of_the_page_is_used_and_every_one_used_is_there():
    folder = Path(umkm_cli.__file__).parent
    texts = [path.read_text("utf-8") for path in (folder / "reporting" / "page").rglob("*.*") if path.suffix != ".pyc"]
    used = set(re.findall(r"""['"](page\.[a-z_]+)['"]""", "".join(texts)))
    used |= {f"page.{one}" for one in ("product_district", "sector_district")}
    meant = {key for key in catalogue("en") if key.startswith("page.") and not key.startswith("page.meaning_")}
    assert meant == used - {f"page.{name}" for name in ("html", "css", "js")}


def test_the_basis_is_the_scale_of_the_headline_bar(coverage):
    bar = read(coverage).xpath("//svg[contains(@class, 'goal')]/rect")
    recorded = coverage.tables["coverage_funnel"].to_pylist()[3]["count"]
    assert float(bar[1].get("width")) == pytest.approx(recorded / BASIS * 1000, abs=0.2)
