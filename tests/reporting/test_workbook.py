"""The workbook: every number of the tables, safe text, and the same bytes every time."""

import io
import re
import warnings
import zipfile
from dataclasses import replace

import openpyxl
import pyarrow as pa
import pytest
from openpyxl.workbook import Workbook

from umkm_cli.messages import say
from umkm_cli.reporting.workbook import workbook
from umkm_cli.reporting.workbook_sheets import HEADER_ROW, SHEETS
from umkm_cli.schema import COVERAGE
from umkm_cli.verdicts import Coverage

SUBAH, VILLAGE = "33.25.09", "33.25.09.2009"


@pytest.fixture(scope="module")
def counted(world, owner, regions):
    people = [
        owner(SUBAH, VILLAGE, "batik", "C", 1, bpum=2, survey=1),
        owner(SUBAH, None, "snacks", "C", 4, survey=1, sheet=1),
        owner(bpum=0, survey=1),
        owner(SUBAH, VILLAGE),
    ]
    return world(people, [2, 0]).cover(regions, basis=10, target=4)


def opened(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl says that it drops data bars when it saves; nothing is saved here.
        warnings.filterwarnings("ignore", module="openpyxl")
        return openpyxl.load_workbook(io.BytesIO(content))


def with_table(counted: Coverage, name: str, table: pa.Table) -> Coverage:
    return replace(counted, tables={**counted.tables, name: table})


def made(counted: Coverage, language: str = "en") -> Workbook:
    return opened(workbook(counted, language))


def test_the_sheets_stand_in_order_and_in_the_language(counted):
    assert made(counted).sheetnames == [
        "Summary",
        "By kecamatan",
        "By desa",
        "Products",
        "Production status",
        "Data quality",
    ]
    assert made(counted, "id").sheetnames[:2] == ["Ringkasan", "Per kecamatan"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_names_of_sheets_are_what_excel_allows(language):
    names = [say(f"tab.{key}", language) for key in ("cover", *(sheet.key for sheet in SHEETS))]
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_every_table_of_the_report_has_its_sheet():
    assert {sheet.table for sheet in SHEETS} | {"coverage_funnel"} == set(COVERAGE)


def test_the_cover_tells_headline_funnel_and_day(counted):
    cover = made(counted)["Summary"]
    words = [cell.value for cell in cover["A"] if cell.value]
    assert "Recorded 3 of target 4 (75.0 %)" in words
    assert "Made on 24 November 2026" in words
    counts = {str(row[0].value).strip(): row[1].value for row in cover.iter_rows() if row[1].value is not None}
    assert counts["Recorded"] == 3
    assert counts["of these not on the list"] == 1


def test_the_cover_has_a_chart_of_all_kecamatan(counted, regions):
    content = workbook(counted, "en")
    drawn = zipfile.ZipFile(io.BytesIO(content)).read("xl/charts/chart1.xml").decode()
    last = HEADER_ROW + 1 + len(regions.districts)
    assert f"'By kecamatan'!$F$4:$F${last}" in drawn
    assert f"'By kecamatan'!$J$4:$J${last}" in drawn


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_each_sheet_holds_every_row_and_adds_up(counted, sheet):
    page = made(counted)[say(f"tab.{sheet.key}", "en")]
    lines = list(page.iter_rows(min_row=HEADER_ROW + 2, values_only=True))
    table = counted.tables[sheet.table]
    assert len(lines) == table.num_rows + 1
    for number, field in enumerate(sheet.fields):
        if field.looks == "count":
            cells = [line[number] for line in lines]
            assert cells[:-1] == pytest.approx(table[field.name].to_pylist())
            assert cells[-1] == pytest.approx(sum(cells[:-1]))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_each_sheet_is_ready_to_read_and_print(counted, sheet):
    page = made(counted)[say(f"tab.{sheet.key}", "en")]
    assert page.freeze_panes.endswith(str(HEADER_ROW + 2))
    assert page.print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 1}"
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.print_area.endswith(f"${page.max_row}")


def test_shares_are_shown_as_percent_and_counts_with_separators(counted):
    page = made(counted)["By kecamatan"]
    formats = {title.value: page.cell(HEADER_ROW + 2, title.column).number_format for title in page[HEADER_ROW + 1]}
    assert (formats["Owners"], formats["Recorded (%)"], formats["Target"]) == ("#,##0", "0.0%", "#,##0")


def test_codes_of_places_are_shown_in_full(counted):
    assert VILLAGE in [cell.value for cell in made(counted)["By desa"]["C"]]


DANGEROUS = ["=1+1", "@SUM(A1)", "+1", "-1", "http://example.org", "=HYPERLINK(1)", "007"]


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_file_name_stays_text_whatever_it_looks_like(counted, name):
    quality = counted.tables["coverage_quality"]
    names = pa.array([name] * quality.num_rows, pa.string())
    changed = with_table(counted, "coverage_quality", quality.set_column(0, "source_file", names))
    cell = made(changed)["Data quality"].cell(HEADER_ROW + 2, 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)
    content = workbook(changed, "en")
    sheets = zipfile.ZipFile(io.BytesIO(content))
    assert all(b"<f>" not in sheets.read(part) for part in sheets.namelist())


def test_a_long_number_in_a_file_name_is_masked(counted):
    quality = counted.tables["coverage_quality"]
    names = pa.array(["NIK 3325110505809001.xlsx"] * quality.num_rows, pa.string())
    changed = with_table(counted, "coverage_quality", quality.set_column(0, "source_file", names))
    content = workbook(changed, "en")
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert b"NIK 3325************.xlsx" in parts.read("xl/sharedStrings.xml")
    assert all(b"3325110505809001" not in parts.read(part) for part in parts.namelist())


def test_the_same_report_is_the_same_file_and_holds_no_other_time_than_its_day(counted):
    first = workbook(counted, "id")
    assert workbook(counted, "id") == first
    parts = zipfile.ZipFile(io.BytesIO(first))
    assert {part.date_time[0] for part in parts.infolist()} == {1980}
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", parts.read("docProps/core.xml"))) == {b"2026-11-24T00:00:00Z"}


def test_a_report_without_anybody_is_still_a_workbook(world, regions):
    page = made(world([]).cover(regions))["Data quality"]
    assert page.max_row == HEADER_ROW + 2
