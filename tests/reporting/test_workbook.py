"""The workbook: every number of the tables, safe text, and the same bytes every time."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.reporting.invented import BASIS, TARGET, invented_rows, made
from tests.reporting.office import Office
from umkm_cli.counting.hiding.public import make_public
from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import LANGUAGES, say
from umkm_cli.reporting.books.report import workbook
from umkm_cli.reporting.books.sheets import PAGES, Cross, Sheet
from umkm_cli.reporting.books.table import HEADER_ROW
from umkm_cli.reporting.labels import step_counts
from umkm_cli.reporting.package import package
from umkm_cli.schema import COVERAGE

SHEETS = [page for page in PAGES if isinstance(page, Sheet)]
CROSSES = [page for page in PAGES if isinstance(page, Cross)]
ON_COVER = {"coverage_funnel", "coverage_doubt"}
CHARTS = 8
SUBAH, VILLAGE = "33.25.09", "33.25.09.2009"


@pytest.fixture(scope="module")
def counted(regions) -> Coverage:
    return made(invented_rows(regions), regions)


def opened(content: bytes, *, values: bool = True) -> Workbook:
    """The workbook with the stored results of its formulas, or the formulas themselves."""
    with warnings.catch_warnings():
        # openpyxl says that it drops data bars when it saves; nothing is saved here.
        warnings.filterwarnings("ignore", module="openpyxl")
        return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def with_table(counted: Coverage, name: str, table: pa.Table) -> Coverage:
    return replace(counted, tables={**counted.tables, name: table})


def book_of(counted: Coverage, language: str = "en") -> Workbook:
    return opened(workbook(counted, language))


def page_of(book: Workbook, page: Sheet | Cross, language: str = "en") -> Worksheet:
    return book[say(f"tab.{page.key}", language)]


def parts(content: bytes, start: str) -> Iterator[bytes]:
    book = zipfile.ZipFile(io.BytesIO(content))
    return (book.read(name) for name in book.namelist() if name.startswith(start))


def test_every_table_of_the_report_is_shown():
    assert {page.table for page in PAGES} | ON_COVER == set(COVERAGE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_are_what_excel_allows(language):
    names = [say(f"tab.{key}", language) for key in ("cover", *(page.key for page in PAGES))]
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_sheets_stand_in_order_and_in_the_language(counted):
    told = [page for page in PAGES if counted.tables[page.table].num_rows]
    for language in LANGUAGES:
        names = [say(f"tab.{key}", language) for key in ("cover", *(page.key for page in told))]
        assert book_of(counted, language).sheetnames == names


def test_a_sheet_without_a_row_is_left_out_and_the_cover_says_so(counted):
    empty = with_table(counted, "coverage_wave", COVERAGE["coverage_wave"].empty())
    book = book_of(empty)
    assert "Survey by month" not in book.sheetnames
    said = [cell.value for cell in book["Summary"]["A"] if "No sheet" in str(cell.value)]
    assert said == ["No sheet, as there is no data yet: Survey by month."]


def test_the_cover_tells_headline_funnel_change_and_day(counted):
    funnel = {row["step"]: row for row in counted.tables["coverage_funnel"].to_pylist()}
    cover = book_of(counted)["Summary"]
    words = [cell.value for cell in cover["A"] if cell.value]
    recorded, survey_only, records = (funnel[step]["count"] for step in ("recorded", "survey_only", "records"))
    assert f"Recorded {recorded:,} of target 60,000 ({recorded / TARGET:.1%})".replace("%", " %") in words
    assert "Made on 16 August 2021" in words
    rows = {str(row[0].value).strip(): [cell.value for cell in row[1:5]] for row in cover.iter_rows()}
    assert rows["Step"][-1] == "Change since 19 July 2021"
    shares = [pytest.approx(recorded / whole) for whole in (BASIS, TARGET)]
    assert rows["Recorded"] == [recorded, *shares, recorded - funnel["recorded"]["before"]]
    assert rows["of these not on the list"][0] == survey_only
    assert rows["Rows on file (both lists)"][:3] == [records, None, None]


def test_the_first_report_tells_no_change(counted):
    funnel = counted.tables["coverage_funnel"]
    nothing = funnel.set_column(funnel.column_names.index("before"), "before", pa.nulls(funnel.num_rows, pa.int32()))
    cover = book_of(replace(with_table(counted, "coverage_funnel", nothing), before=None))["Summary"]
    assert all(cell.value is None for cell in cover["E"])


def test_what_does_not_fit_is_told_with_what_to_do(counted):
    doubts = COVERAGE["coverage_doubt"].from_rows([{"doubt": "place_missing", "count": 1234}])
    words = [str(cell.value) for cell in book_of(with_table(counted, "coverage_doubt", doubts))["Summary"]["A"]]
    told = say("doubt_found.place_missing", "en", count=1234)
    assert f"{told}: {say('doubt_hint.place_missing', 'en')}" in words
    assert say("report.no_doubts", "en") not in words


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_each_sheet_holds_every_row_and_adds_up(counted, sheet):
    table = counted.tables[sheet.table]
    page = page_of(book_of(counted), sheet)
    last = HEADER_ROW + 1 + table.num_rows + sheet.has_total
    lines = list(page.iter_rows(min_row=HEADER_ROW + 2, max_row=last, values_only=True))
    for number, field in enumerate(sheet.fields):
        cells = [line[number] for line in lines[: table.num_rows]]
        total = lines[-1][number] if sheet.has_total else None
        if field.looks == "count":
            assert cells == [cell and pytest.approx(cell) for cell in table[field.name].to_pylist()]
            assert total == (pytest.approx(sum(cells)) if sheet.has_total and field.has_total else None)
        if field.ratio:
            part, whole = (pc.sum(table[name]).as_py() for name in field.ratio)
            assert total == pytest.approx(part / whole)


@pytest.mark.parametrize("cross", CROSSES, ids=lambda cross: cross.key)
def test_each_crossed_table_keeps_every_count(counted, cross):
    table = counted.tables[cross.table]
    page = page_of(book_of(counted), cross)
    lines = [line for line in page.iter_rows(min_row=HEADER_ROW + 2, values_only=True) if line[0]]
    across, down = (len(set(table[field.name].to_pylist())) for field in (cross.across, cross.down))
    height = down + 1 + (len(cross.counts) > 1)
    for number, count in enumerate(cross.counts):
        block = lines[number * height : (number + 1) * height]
        assert (
            sum(cell for line in block[-1 - down : -1] for cell in line[1 : across + 1]) == pc.sum(table[count]).as_py()
        )
        assert block[-1][across + 1] == pc.sum(table[count]).as_py()
        assert all(sum(line[1 : across + 1]) == line[across + 1] for line in block[-1 - down :])


def test_products_stand_from_most_to_fewest_the_unknown_last(counted):
    page = book_of(counted)["Products by kecamatan"]
    last = HEADER_ROW + 2 + len(counted.tables["coverage_product"])
    rows = list(page.iter_rows(min_row=HEADER_ROW + 3, max_row=last, values_only=True))
    totals = [row[-1] for row in rows[:-1]]
    assert rows[-1][0] == "Not known"
    assert len(totals) > 1
    assert totals == sorted(totals, reverse=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_each_sheet_is_ready_to_read_and_print(counted, page):
    shown = page_of(book_of(counted), page)
    assert shown.freeze_panes.endswith(str(HEADER_ROW + 2))
    assert shown.print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 1}"
    assert (shown.page_setup.orientation, shown.page_setup.fitToHeight) == ("landscape", 0)
    assert shown.page_setup.paperSize == 9
    assert shown.print_area


def test_shares_counts_and_days_are_shown_as_such(counted):
    for language, day in (("en", "809"), ("id", "421")):
        title = say("column.reached_on", language)
        page = page_of(book_of(counted, language), PAGES[0], language)
        cells = {cell.value: page.cell(HEADER_ROW + 2, cell.column) for cell in page[HEADER_ROW + 1]}
        assert cells[title].number_format == f"[$-{day}]d mmm yyyy"
        assert isinstance(cells[title].value, datetime)
        assert cells[say("column.owners", language)].number_format == "#,##0"
        assert cells[say("column.recorded_share", language)].number_format == "0.0%"
        assert cells[say("column.change", language)].number_format == "+#,##0;-#,##0;0"


def test_the_regency_reaches_the_target_on_the_day_that_was_counted(counted):
    page = page_of(book_of(replace(counted, reached_on=counted.made_on)), PAGES[0])
    at = [cell.value for cell in page[HEADER_ROW + 1]].index(say("column.reached_on", "en"))
    assert (
        page.cell(HEADER_ROW + 2 + counted.tables["coverage_district"].num_rows, at + 1).value.date() == counted.made_on
    )


def test_codes_of_places_are_shown_in_full(counted):
    assert "33.25.09.2009" in [cell.value for cell in book_of(counted)["By desa"]["B"]]


def test_tables_and_steps_have_names_for_formulas(counted):
    book = book_of(counted)
    steps = step_counts(counted.tables)
    sheet, place = next(book.defined_names["umkm_recorded"].destinations)
    assert book[sheet][place].value == steps["recorded"]
    sheet, place = next(book.defined_names["umkm_villages"].destinations)
    assert len(book[sheet][place]) == 1 + counted.tables["coverage_village"].num_rows


def test_every_chart_points_to_cells_of_its_table(counted, regions):
    content = workbook(counted, "en")
    charts = [chart.decode() for chart in parts(content, "xl/charts/chart")]
    assert len(charts) == CHARTS
    last = HEADER_ROW + 1 + len(regions.districts)
    assert any(f"'By kecamatan'!$G${HEADER_ROW + 2}:$G${last}" in chart for chart in charts)
    assert all("<c:f>" in chart and "#REF" not in chart for chart in charts)
    drawings = [drawing.decode() for drawing in parts(content, "xl/drawings/drawing")]
    assert sum(drawing.count("descr=") for drawing in drawings) == CHARTS


def test_men_stand_at_the_left_of_the_pyramid(counted):
    page = book_of(counted)["Age and gender"]
    cells = {cell.value: cell.column for cell in page[HEADER_ROW + 1]}
    rows = counted.tables["coverage_people"].to_pylist()
    side = max(cell.column for cell in page[HEADER_ROW + 1] if cell.value == "Women")
    for line, band in enumerate(("0-24", "25-34", "35-44", "45-54", "55-64", "65-"), HEADER_ROW + 3):
        men, women = (
            next(row["owners"] for row in rows if (row["gender"], row["age_band"]) == (gender, band)) for gender in "LP"
        )
        assert (page.cell(line, side - 1).value, page.cell(line, side).value) == (-men, women)
    assert cells["Women"] == side


DANGEROUS = ["=1+1", "@SUM(A1)", "+1", "-1", "http://example.org", "=HYPERLINK(1)", "007", "\t=1", "a\x00b", "[/b]"]


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_file_name_stays_text_whatever_it_looks_like(counted, name):
    quality = counted.tables["coverage_quality"]
    names = pa.array([name] * quality.num_rows, pa.string())
    content = workbook(with_table(counted, "coverage_quality", quality.set_column(0, "source_file", names)), "en")
    cell = opened(content, values=False)["Data quality"].cell(HEADER_ROW + 2, 1)
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == "".join(char if char.isprintable() else " " for char in name)
    formulas = {found for sheet in parts(content, "xl/worksheets/") for found in re.findall(rb"<f>(.*?)</f>", sheet)}
    shapes = rb"SUBTOTAL\(109,[A-Z]+\d+:[A-Z]+\d+\)|SUM\([A-Z]+\d+:[A-Z]+\d+\)|-?N\([A-Z]+\d+\)|IF\([A-Z]+\d+=0,.*\)"
    assert formulas
    assert all(re.fullmatch(shapes, formula) for formula in formulas)


def test_a_long_number_in_a_file_name_is_masked(counted):
    quality = counted.tables["coverage_quality"]
    names = pa.array(["NIK 3325110505809001.xlsx"] * quality.num_rows, pa.string())
    content = workbook(with_table(counted, "coverage_quality", quality.set_column(0, "source_file", names)), "en")
    assert b"NIK 3325************.xlsx" in b"".join(parts(content, "xl/sharedStrings.xml"))
    assert all(b"3325110505809001" not in part for part in parts(content, ""))


def test_the_same_report_is_the_same_file_and_holds_no_other_time_than_its_day(counted):
    first = workbook(counted, "id")
    assert workbook(counted, "id") == first
    book = zipfile.ZipFile(io.BytesIO(first))
    assert {part.date_time[0] for part in book.infolist()} == {1980}
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", book.read("docProps/core.xml"))) == {b"2021-08-16T00:00:00Z"}


def hidden(counted: Coverage) -> Coverage:
    """A public report in which some counts are hidden."""
    tables = dict(counted.tables)
    for name, column in (
        ("coverage_district", "recorded"),
        ("coverage_people", "owners"),
        ("coverage_product", "owners"),
    ):
        table = tables[name]
        cells = [None if at in (0, 2) else cell for at, cell in enumerate(table[column].to_pylist())]
        at = table.column_names.index(column)
        tables[name] = table.set_column(at, column, pa.array(cells, table.schema.field(column).type))
    return replace(counted, tables=tables, is_public=True)


def test_hidden_counts_are_marked_and_cannot_be_worked_out_from_totals(counted):
    content = workbook(hidden(counted), "en")
    page = page_of(opened(content), PAGES[0])
    at = [cell.value for cell in page[HEADER_ROW + 1]].index("Recorded") + 1
    cells = [cell.value for cell in next(page.iter_cols(min_col=at, max_col=at, min_row=HEADER_ROW + 2))]
    assert (cells[0], cells[2], cells[-1]) == ("•", "•", "•")
    assert isinstance(cells[1], int)
    people = opened(content)["Age and gender"]
    assert [cell.value for cell in people[HEADER_ROW + 3]][1:5:3] == ["•", "•"]
    formulas = {found for sheet in parts(content, "xl/worksheets/") for found in re.findall(rb"<f>(.*?)</f>", sheet)}
    assert all(re.fullmatch(rb"-?N\([A-Z]+\d+\)", formula) for formula in formulas)
    assert "• A count that is not shown" in str([cell.value for cell in opened(content)["Summary"]["A"]])


def test_a_sum_that_may_be_told_is_told_beside_hidden_counts(counted):
    page = page_of(opened(workbook(replace(hidden(counted), totals={"recorded": 321}), "en")), PAGES[0])
    at = [cell.value for cell in page[HEADER_ROW + 1]].index("Recorded")
    assert [cell.value for cell in page[page.max_row]][at] == 321


def test_a_public_report_has_no_column_and_no_word_of_what_it_leaves_out(counted):
    public = hidden(counted)
    districts = public.tables["coverage_district"]
    at = districts.column_names.index("records")
    bare = districts.set_column(at, "records", pa.nulls(districts.num_rows, pa.int32()))
    empty = with_table(public, "coverage_wave", COVERAGE["coverage_wave"].empty())
    book = book_of(with_table(empty, "coverage_district", bare))
    titles = [cell.value for cell in page_of(book, PAGES[0])[HEADER_ROW + 1]]
    assert say("column.records", "en") not in titles
    assert say("column.owners", "en") in titles
    words = [str(cell.value) for cell in book["Summary"]["A"]]
    assert "Left out of a report for the public: Survey by month." in words
    assert say("report.doubts", "en") not in words


@pytest.mark.parametrize("count", [0, 1, 3, 7, 40])
@pytest.mark.parametrize("language", LANGUAGES)
def test_offices_of_any_size_have_a_workbook_and_a_package_also_for_the_public(world, owner, regions, count, language):
    people = [owner(SUBAH, VILLAGE if at % 3 else None, "batik", "C", 1, survey=at % 2) for at in range(count)]
    counted = world(people, [1]).cover(regions, basis=10, target=4)
    for shown in (counted, make_public(counted)):
        assert book_of(shown, language).sheetnames[0] == say("tab.cover", language)
        assert package(shown, language)


def test_a_report_without_anybody_is_still_a_workbook(world, regions):
    book = book_of(world([]).cover(regions))
    assert book["By desa"].max_row == HEADER_ROW + 2 + len(regions.villages) + 1
    assert "Progress" not in book.sheetnames


def values(content: bytes) -> dict[str, list[list[object]]]:
    book = opened(content)
    return {
        page.title: [
            [round(cell, 6) if isinstance(cell, float) else cell or None for cell in row]
            for row in page.iter_rows(values_only=True)
            if any(cell is not None for cell in row)
        ]
        for page in book
    }


@pytest.mark.slow
@pytest.mark.parametrize("is_public", [False, True])
def test_libreoffice_reads_every_value_and_works_out_the_same_totals(counted, office: Office, is_public):
    content = workbook(hidden(counted) if is_public else counted, "id")
    again = office.convert(content, "xlsx")
    ours, theirs = values(content), values(again)
    assert list(theirs) == list(ours)
    for name, rows in ours.items():
        cut = [[*row, *[None] * 40] for row in theirs[name]]
        assert [row[: len(mine)] for row, mine in zip(cut, rows, strict=True)] == rows
    assert sum(1 for _ in parts(again, "xl/charts/chart")) == CHARTS


@pytest.mark.slow
def test_libreoffice_prints_every_sheet(counted, office: Office):
    pages = re.findall(rb"/Type\s*/Page\b", office.convert(workbook(counted, "id"), "pdf"))
    assert len(pages) >= len(book_of(counted).sheetnames)
