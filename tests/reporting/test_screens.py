"""What the commands show: it fits, it is in the right language, and cells stay harmless text."""

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console, RenderableType

from umkm_cli.messages import say
from umkm_cli.reporting.screens.coverage import render_coverage
from umkm_cli.reporting.screens.intake import MOST_SHEETS, render_ingest
from umkm_cli.reporting.screens.matching import render_dedupe
from umkm_cli.reporting.screens.preview import render_preview
from umkm_cli.schema import SOURCES

SUBAH, VILLAGE = "33.25.09", "33.25.09.2009"
NIK = "3325110505809001"


def shown(screen: RenderableType, *, width: int = 80, encoding: str = "utf-8") -> str:
    """What a pipe of this encoding receives."""
    pipe = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace")
    Console(file=pipe, width=width).print(screen)
    pipe.flush()
    return pipe.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]


@pytest.fixture
def counted(world, owner, regions):
    people = [
        *[owner(SUBAH, VILLAGE, "batik", "C")] * 1200,
        *[owner(SUBAH, VILLAGE, "batik", "C", 1, survey=1)] * 290,
        *[owner(SUBAH, None, "snacks", "C", 4, bpum=0, survey=1)] * 10,
    ]
    return world(people).cover(regions, basis=2000, target=1000)


def test_the_headline_says_recorded_of_target_in_the_language(counted):
    indonesian = shown(render_coverage(counted, "id"))
    english = shown(render_coverage(counted, "en"))
    assert "Terdata 300 dari target 1.000 (30,0 %)" in indonesian
    assert "15,0 % dari dasar 2.000 pemilik" in indonesian
    assert "290 ada di daftar BPUM, 10 di luar daftar" in indonesian
    assert "Masih kurang 700 pemilik" in indonesian
    assert "Recorded 300 of target 1,000 (30.0 %)" in english


def test_dates_of_basis_and_target_are_told_when_set(counted):
    dated = replace(counted, basis_date=date(2021, 9, 7), target_date=date(2022, 12, 31))
    screen = shown(render_coverage(dated, "en"))
    assert "of the basis of 2,000 owners as of 7 September 2021" in screen
    assert "700 owners still to go until 31 December 2022" in screen


@pytest.mark.parametrize("target", [300, 200])
def test_a_reached_target_is_told(counted, target):
    screen = shown(render_coverage(replace(counted, target=target), "en"))
    assert "Target reached" in screen
    assert "still to go" not in screen


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_the_report_fits_and_hides_nothing(counted, language, width):
    screen = shown(render_coverage(counted, language), width=width)
    assert max(len(line) for line in screen.splitlines()) <= width
    assert "…" not in screen
    for name in ("Wonotunggal", "Subah", "Banyuputih", "Batik"):
        assert name in screen


def test_a_screen_that_knows_only_ascii_gets_only_ascii_bars(counted):
    screen = shown(render_coverage(counted, "en"), encoding="ascii")
    line = next(line for line in screen.splitlines() if line.startswith("Subah"))
    assert line.rstrip(".").endswith("#")
    assert "?" not in line


def test_owners_without_a_place_are_shown_only_when_there_are_any(world, owner, regions):
    placed = world([owner(SUBAH)]).cover(regions)
    lost = world([owner(SUBAH), owner()]).cover(regions)
    assert "Tanpa tempat" not in shown(render_coverage(placed, "id"))
    assert "Tanpa tempat" in shown(render_coverage(lost, "id"))


def test_an_empty_workspace_still_makes_a_report(world, regions):
    screen = shown(render_coverage(world([]).cover(regions, target=1000), "id"))
    assert "Terdata 0 dari target 1.000 (0,0 %)" in screen


def test_only_the_leading_products_are_shown(world, owner, regions):
    people = [owner(product=f"thing {n}") for n in range(12) for _ in range(n + 1)]
    screen = shown(render_coverage(world(people).cover(regions), "en"))
    assert "What is produced (top 10)" in screen
    assert "thing 11" in screen
    assert "thing 0" not in screen


ALL_NEW = {"new": 3, "changed": 0, "again": 0, "unchanged": 0}
UNDERSTOOD = {"table": 1, "position": 1, "header": "NIK", "field": "nik", "confidence": 1.0, "how": "synonym"}
UNMAPPED = {"table": 1, "position": 2, "field": None, "confidence": 0.0, "how": "none"}


def source(number: int = 0, **facts: object) -> dict[str, object]:
    """A list of 10 good rows and a title, unless told otherwise."""
    plain = {"source_id": f"s{number}", "source_file": f"desa {number}.xlsx", "source_sheet": "Sheet1"}
    counts = {"rows": 11, "records": 10, "rejects": 1, "columns": [UNDERSTOOD]}
    return {**plain, **counts, "format": "xlsx", "status": "read", "list": "bpum", **facts}


def ingest(sources: list[dict[str, object]], rejected: dict[str, int] | None = None, language: str = "en") -> str:
    rows = [row | {"rejected": (rejected or {}).get(str(row["source_id"]), 0)} for row in sources]
    return shown(render_ingest(SOURCES.from_rows(rows).to_pylist(), ALL_NEW, language=language), width=100)


OUTCOMES = [
    # facts of the source, words on the screen
    ({}, "read"),
    ({"list": "survey"}, "read, survey list"),
    ({"status": "duplicate", "duplicate_of": "desa 7.xlsx"}, "same as desa 7.xlsx"),
    ({"status": "empty"}, "empty"),
    ({"status": "no_table"}, "no table of owners"),
    ({"status": "unreadable", "reason": "something new"}, "cannot be read"),
    ({"status": "unreadable", "reason": "encrypted"}, f"cannot be read: {say('unreadable.encrypted', 'en')}"),
    ({"is_hidden": True}, "hidden sheet"),
    ({"columns": None, "status": "empty"}, "empty"),
]


@pytest.mark.parametrize(("facts", "words"), OUTCOMES)
def test_what_became_of_a_sheet_is_told_in_words(facts, words):
    lines = ingest([source(**facts)]).splitlines()
    body = " ".join(line[40:] for line in lines[2 : lines.index("")])
    assert words in " ".join(body.split())


def test_the_sums_tell_where_every_row_went():
    sources = [source(0, rows=14, rejects=4), source(1, status="duplicate", records=0, rejects=11)]
    screen = ingest(sources, {"s0": 3, "s1": 11})
    assert "2 files, 2 sheets" in screen
    sums = "25 filled rows: 10 rows of owners, 3 rejected, 11 in lists sent twice, 1 titles"
    assert sums in " ".join(screen.split())


def test_the_sheet_is_named_only_where_a_file_has_several():
    sources = [source(0), source(1, source_file="desa 0.xlsx", source_sheet="Backup"), source(2)]
    screen = ingest(sources)
    assert "desa 0.xlsx › Backup" in screen
    assert "desa 2.xlsx ›" not in screen


def test_of_many_sheets_only_those_worth_a_look_are_shown():
    sources = [source(n, columns=[UNMAPPED | {"header": "Omset"}]) for n in range(MOST_SHEETS)]
    sources += [source(98, status="no_table"), source(99, rows=11)]
    screen = ingest(sources, {"s99": 2})
    assert "desa 0.xlsx" not in screen
    assert "desa 98.xlsx" in screen
    assert "desa 99.xlsx" in screen
    assert f"{MOST_SHEETS} sheets that were read well are not shown" in screen
    assert f"{MOST_SHEETS} 400 not understood: Omset" in " ".join(screen.split())


def test_even_the_sheets_worth_a_look_are_not_shown_without_end():
    screen = ingest([source(n, status="no_table") for n in range(MOST_SHEETS + 5)])
    assert screen.count("no table of owners") == MOST_SHEETS
    assert "5 more sheets worth a look are not shown" in screen


def test_markup_and_control_characters_in_names_stay_text():
    screen = ingest([source(source_file="[link=http://x]a[/b] \x1b[2J\u202e.xlsx")])
    flat = "".join(line[:42].rstrip() for line in screen.splitlines()[2:4])
    assert "[link=http://x]a[/b]" in flat
    assert "\x1b" not in screen
    assert "\u202e" not in screen


def test_a_long_number_in_a_file_name_or_header_is_masked():
    header = UNMAPPED | {"header": f"kolom {NIK}"}
    screen = ingest([source(source_file=f"{NIK}.xlsx", columns=[header])])
    assert NIK not in screen
    assert "3325************" in screen


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ([UNDERSTOOD, UNMAPPED | {"header": "Omset"}], "not understood: Omset"),
        ([UNDERSTOOD, UNMAPPED | {"header": "KET"}, UNMAPPED | {"header": "FOTO"}], "not understood: KET, FOTO"),
        ([UNDERSTOOD | {"header": "KTP", "confidence": 0.72, "how": "values"}], "KTP: nik (72.0 %)"),
        (
            [UNMAPPED | {"header": "Omset"}, UNDERSTOOD | {"confidence": 0.8, "how": "fuzzy"}],
            "Omset; NIK: nik (80.0 %)",
        ),
        ([UNMAPPED | {"header": f"Kolom {n}"} for n in "ABCDEFGH"], "Kolom F; +2 more"),
    ],
)
def test_columns_a_person_should_look_at_are_told_once_for_all_files_of_a_shape(columns, words):
    screen = ingest([source(0, columns=columns), source(1, columns=columns)])
    section = " ".join(screen[screen.index("Columns to check") :].split())
    assert "─ 2 20 " in section
    assert f"{words} `--map" in section
    assert "`--map columns.toml` writes them to a file" in screen


@pytest.mark.parametrize(
    "column",
    [
        UNDERSTOOD,
        UNDERSTOOD | {"header": "NAMA", "field": "name", "confidence": 0.8},
        UNMAPPED | {"header": " "},
        UNMAPPED | {"header": "Omset", "how": "unused"},
        UNMAPPED | {"header": "Omset", "how": "map", "confidence": 1.0},
    ],
)
def test_columns_that_are_settled_are_not_told(column):
    assert "Columns to check" not in ingest([source(columns=[column])])


def test_of_many_shapes_the_largest_are_shown():
    sources = [source(n, records=n, columns=[UNMAPPED | {"header": f"Kolom {n} x"}]) for n in range(1, 13)]
    screen = ingest(sources)
    assert "Kolom 3 x" in screen
    assert "Kolom 2 x" not in screen
    assert "and 2 more" in screen


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_a_dry_run_shows_fits_and_hides_nothing(language):
    facts = {"header_row": 4, "reasons": [("title", 1), ("something new", 2)], "context_village": "SUBAH"}
    second = UNMAPPED | {"table": 2, "header": "Nomor HP / WhatsApp yang dapat dihubungi setiap saat oleh petugas"}
    sources = [source(0, columns=[UNDERSTOOD, second], **facts), source(1, status="empty", rows=0, columns=None)]
    screen = shown(render_preview(SOURCES.from_rows(sources).to_pylist(), language=language))
    assert max(len(line) for line in screen.splitlines()) <= 80
    for words in ("desa 0.xlsx › Sheet1", "something new: 2", "desa SUBAH", "setiap saat"):
        assert words in screen
    assert say("preview.header_row", language, row=4) in screen
    assert say("preview.table", language, number=2) in screen
    assert say("intake.empty", language) in screen


def test_rows_of_work_lists_that_nobody_filled_in_are_told_apart():
    reasons = [("header", 3), ("not_visited", 39)]
    row = {"source_file": "filled.xlsx", "status": "read", "rows": 43, "records": 1, "rejects": 42, "reasons": reasons}
    screen = shown(render_ingest(SOURCES.from_rows([row]).to_pylist(), ALL_NEW, language="en"), width=200)
    assert "3 titles, headers, totals and notes" in screen
    assert "39 rows of work lists that nobody has filled in yet" in screen


FACTS = {
    "records": 1524,
    "owners": 1310,
    "pairs_compared": 21440,
    "pairs_cut": 0,
    "pairs_matched": 190,
    "pairs_review": 24,
    "repeated_owners": 160,
    "largest_owner": 5,
    "merges_refused": 2,
    "in_doubt": 0,
}


def test_matching_tells_owners_and_pairs():
    screen = " ".join(shown(render_dedupe(FACTS, "id")).split())
    for words in ("Baris pemilik 1.524", "Pemilik unik 1.310", "dibandingkan 21.440", "ditinjau orang 24"):
        assert words in screen


def test_what_rarely_happens_is_told_only_when_it_did():
    screen = shown(render_dedupe(FACTS, "en"))
    assert "Pairs skipped" not in screen
    assert "Joins refused" in screen
    assert "Columns most" not in screen
    assert "Columns most" in shown(render_dedupe(FACTS | {"in_doubt": 2}, "en"))


def test_matching_shows_what_it_is_given_and_no_more():
    screen = shown(render_dedupe({"records": 0, "owners": 0, "something_else": 7}, "en"))
    lines = [line.split("─")[0].split() for line in screen.splitlines()]
    assert lines == [["From", "rows", "to", "owners"], ["Rows", "of", "owners", "0"], ["Unique", "owners", "0"]]
