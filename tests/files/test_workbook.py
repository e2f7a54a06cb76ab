import datetime as dt
from io import BytesIO

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tests.files.builders import xlsx, xlsx_of_xml
from umkm_cli.files.read import read_file
from umkm_cli.schema import RAW_ROWS


def sheets_of(tmp_path, data):
    (tmp_path / "x").write_bytes(data)
    return read_file(tmp_path / "x", source_file="x", max_mb=16)


def cells_of(tmp_path, data):
    (sheet,) = sheets_of(tmp_path, data)
    return sheet.rows["cells"].to_pylist()


CELLS = [
    # stored,                             text,                  was a number
    (3325110505809001,                    "3325110505809001",    True),
    (9_171_110_505_809_001.0,             "9171110505809000",    True),  # beyond 2**53: what a double still knows
    (1.5,                                 "1.5",                 True),
    (0.0000001,                           "0.0000001",           True),
    (1e21,                                "1" + "0" * 21,        True),
    (0,                                   "0",                   True),
    ("0081234",                           "0081234",             False),
    (" SITI ",                            " SITI ",              False),
    (" \xa0 ",                            "",                    False),
    (True,                                "TRUE",                False),
    (dt.date(1980, 5, 5),                 "1980-05-05",          False),
    (dt.datetime.fromisoformat("1980-05-05T13:04:05"), "1980-05-05 13:04:05", False),
    (dt.time(13, 4),                      "13:04:00",            False),
    (dt.timedelta(days=2, hours=3),       "51:00:00",            False),
]  # fmt: skip


@pytest.mark.parametrize(("stored", "text", "was_number"), CELLS)
def test_a_cell_keeps_what_was_stored_and_whether_it_was_a_number(tmp_path, stored, text, was_number):
    workbook, content = openpyxl.Workbook(), BytesIO()
    workbook.active["A1"], workbook.active["B1"] = stored, "x"
    workbook.save(content)
    (sheet,) = sheets_of(tmp_path, content.getvalue())
    assert sheet.rows["cells"].to_pylist() == [[text, "x"]]
    assert sheet.rows["is_number"].to_pylist() == [[was_number, False]]


def test_row_numbers_are_those_excel_shows(tmp_path):
    (sheet,) = sheets_of(tmp_path, xlsx([], [], ["", "NIK", ""], [], ["", 1, ""], [" "]))
    assert sheet.rows.schema == RAW_ROWS.schema
    assert sheet.rows["source_row"].to_pylist() == [1, 2, 3, 4, 5]
    assert sheet.rows["cells"].to_pylist() == [["", ""], ["", ""], ["", "NIK"], ["", ""], ["", "1"]]


def test_hidden_and_empty_sheets_are_read_and_charts_left_out(tmp_path):
    workbook, content = openpyxl.Workbook(), BytesIO()
    workbook.active.title = "Depan"
    workbook.create_chartsheet("Grafik")
    for name, state in (("Lama", "hidden"), ("Rahasia", "veryHidden")):
        workbook.create_sheet(name).sheet_state = state
        workbook[name]["A1"] = name
    workbook.save(content)
    sheets = sheets_of(tmp_path, content.getvalue())
    assert [(sheet.source_sheet, sheet.is_hidden, sheet.rows.num_rows) for sheet in sheets] == [
        ("Depan", False, 0),
        ("Lama", True, 1),
        ("Rahasia", True, 1),
    ]


def test_an_error_cell_is_its_code(tmp_path):
    rows = (
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2"><v>2</v></c></row>'
        '<row r="3"><c r="A3" t="e"/><c r="C3" t="e"><v>#N/A</v></c></row>'
    )
    assert cells_of(tmp_path, xlsx_of_xml(rows)) == [["", "", ""], ["1", "#DIV/0!", "2"], ["", "", "#N/A"]]


def test_a_merged_range_has_its_value_in_its_first_cell(tmp_path):
    workbook, content = openpyxl.Workbook(), BytesIO()
    workbook.active.merge_cells("A1:B2")
    workbook.active["A1"], workbook.active["C2"] = "DESA", "x"
    workbook.save(content)
    assert cells_of(tmp_path, content.getvalue()) == [["DESA", "", ""], ["", "", "x"]]


def test_a_million_blank_styled_rows_are_cut(tmp_path):
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(2, 20_000))
    assert cells_of(tmp_path, xlsx_of_xml('<row r="1"><c r="A1"><v>7</v></c></row>' + rows)) == [["7"]]


def test_an_old_xls_is_read(tmp_path):
    workbook, content = xlwt.Workbook(), BytesIO()
    sheet = workbook.add_sheet("Subah")
    sheet.write(1, 0, 3325110505809001)
    sheet.write(1, 1, "SITI")
    workbook.save(content)
    (found,) = sheets_of(tmp_path, content.getvalue())
    assert (found.format, found.source_sheet) == ("xls", "Subah")
    assert found.rows["cells"].to_pylist() == [["", ""], ["3325110505809001", "SITI"]]
    assert found.rows["is_number"].to_pylist()[1] == [True, False]


def test_an_ods_is_read(tmp_path):
    document, content = OpenDocumentSpreadsheet(), BytesIO()
    table, row, cell = Table(name="Subah"), TableRow(), TableCell(valuetype="string")
    cell.addElement(P(text="SITI"))
    row.addElement(TableCell(valuetype="float", value="3325110505809001"))
    row.addElement(cell)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.write(content)
    (found,) = sheets_of(tmp_path, content.getvalue())
    assert (found.format, found.source_sheet) == ("ods", "Subah")
    assert found.rows["cells"].to_pylist() == [["3325110505809001", "SITI"]]
    assert found.rows["is_number"].to_pylist() == [[True, False]]
