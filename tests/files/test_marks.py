"""Hidden rows, merged ranges and error cells, in every format that has them."""

from io import BytesIO

import openpyxl
import pytest
import xlwt

from tests.files.builders import xlsx_of_xml, zipped
from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.read import read_file
from umkm_cli.schema import MergedRange

DESA = MergedRange(1, 0, 3, 0)
CELLS = [["NAMA", "NIK"], ["SUBAH", "1"], ["", "#N/A"], ["", "#DIV/0!"], ["", "4"]]
"""What the list of every format here holds; row 3 and 4 are hidden, `SUBAH` is merged over rows 2 to 4."""


def saved(workbook):
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def from_openpyxl():
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Kosong", 0)
    for row in CELLS:
        workbook["Sheet"].append([int(text) if text.isdigit() else text or None for text in row])
    for row in (3, 4):
        workbook["Sheet"].row_dimensions[row].hidden = True
    for span in ("A2:A4", "B1:C1"):
        workbook["Sheet"].merge_cells(span)
    return saved(workbook)


def with_a_prefix():
    rows = (
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>NAMA</x:t></x:is></x:c>'
        '<x:c r="B1" t="inlineStr"><x:is><x:t>NIK</x:t></x:is></x:c></x:row>'
        '<x:row spans="1:2" r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>SUBAH</x:t></x:is></x:c>'
        '<x:c r="B2"><x:v>1</x:v></x:c></x:row>'
        "<x:row hidden='1' r='3'><x:c r='B3' t='e'><x:v>#N/A</x:v></x:c></x:row>"
        '<x:row r="4" hidden="true"><x:c t="e" r="B4"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row>'
        '<x:row r="5" hidden="0"><x:c r="B5"><x:v>4</x:v></x:c></x:row>'
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return xlsx_of_xml(
        "",
        sheet=f'<x:worksheet xmlns:x="{main}"><x:sheetData>{rows}</x:sheetData><x:mergeCells count="2">'
        '<x:mergeCell ref="A2:A4"/><x:mergeCell ref="B1:C1"/></x:mergeCells></x:worksheet>',
    )


def from_xlwt():
    workbook = xlwt.Workbook()
    workbook.add_sheet("Kosong")
    sheet = workbook.add_sheet("Daftar Ümum")
    for row, column, value in ((0, 0, "NAMA"), (0, 1, "NIK"), (1, 1, 1), (4, 1, 4)):
        sheet.write(row, column, value)
    sheet.write_merge(1, 3, 0, 0, "SUBAH")
    for row, code in ((2, 0x2A), (3, 0x07)):
        sheet.row(row).set_cell_error(1, code)
        sheet.row(row).hidden = True
    return saved(workbook)


ODS_NAMES = (
    " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(*tables):
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODS_NAMES} office:version="1.3"><office:body>'
        f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": content,
        }
    )


def ods_text(text, attributes=""):
    return f'<table:table-cell {attributes} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def ods_number(number):
    value = f'office:value-type="float" office:value="{number}"'
    return f"<table:table-cell {value}><text:p>{number}</text:p></table:table-cell>"


def ods_row(*cells, marks=""):
    return f"<table:table-row {marks}>{''.join(cells)}</table:table-row>"


def from_opendocument():
    error = 'table:formula="of:=1" office:string-value="" calcext:value-type="error"'
    zero = 'table:formula="of:=1" office:value-type="float" office:value="0" calcext:value-type="error"'
    rows = (
        ods_row(ods_text("NAMA"), ods_text("NIK")),
        ods_row(ods_text("SUBAH", 'table:number-rows-spanned="3"'), ods_number(1)),
        ods_row("<table:covered-table-cell/>", ods_text("#N/A", error), marks='table:visibility="filter"'),
        ods_row(
            "<table:covered-table-cell/>",
            f"<table:table-cell {zero}><text:p>#DIV/0!</text:p></table:table-cell>",
            marks="table:visibility='collapse'",
        ),
        ods_row("<table:table-cell/>", ods_number(4)),
        ods_row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            marks='table:number-rows-repeated="1048570" table:visibility="collapse"',
        ),
    )
    table = (
        f"<table:table-column table:visibility='collapse'/><table:table-header-rows>{rows[0]}"
        f"</table:table-header-rows><table:table-row-group>{''.join(rows[1:4])}</table:table-row-group>"
        f"{''.join(rows[4:])}"
    )
    return ods('<table:table table:name="Kosong"/>', f'<table:table table:name="Daftar">{table}</table:table>')


SPREADSHEET_XML = b"""<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Daftar"><Table>
 <Row><Cell><Data ss:Type="String">NAMA</Data></Cell><Cell><Data ss:Type="String">NIK</Data></Cell></Row>
 <Row><Cell ss:MergeDown="2"><Data ss:Type="String">SUBAH</Data></Cell>
 <Cell><Data ss:Type="Number">1</Data></Cell></Row>
 <Row ss:Hidden="1" ss:Span="1"><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>
 <Row><Cell><Data ss:Type="Error">#DIV/0!</Data></Cell></Row>
 <Row ss:Index="5"><Cell ss:Index="2"><Data ss:Type="Number">4</Data></Cell></Row>
 </Table></Worksheet></Workbook>"""

HTML = b"""<table><tr><td>NAMA<td>NIK<tr><td rowspan=3>SUBAH<td>1<tr style='height:0; DISPLAY: none'><td>#N/A
 <tr hidden><td>#DIV/0!<tr><td><td>4</table>"""

LISTS = {
    "xlsx": from_openpyxl,
    "xlsx with a prefix": with_a_prefix,
    "xls": from_xlwt,
    "ods": from_opendocument,
    "xml": lambda: SPREADSHEET_XML,
    "html": lambda: HTML,
}


def last_sheet(tmp_path, data):
    (tmp_path / "x").write_bytes(data)
    return read_file(tmp_path / "x", source_file="x", max_mb=16)[-1]


@pytest.mark.parametrize("name", LISTS)
def test_hidden_rows_merged_ranges_and_errors_are_told_alike_in_every_format(tmp_path, name):
    sheet = last_sheet(tmp_path, LISTS[name]())
    assert sheet.rows["cells"].to_pylist() == CELLS
    assert sheet.hidden_rows == {3, 4}
    assert sheet.merged == (DESA,)


def test_what_reaches_beyond_the_cells_is_cut(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["B3"] = "NAMA", "x"
    for span in ("A1:A900", "A902:A903", "C1:D2"):
        workbook.active.merge_cells(span)
    workbook.active.row_dimensions[800].hidden = True
    sheet = last_sheet(tmp_path, saved(workbook))
    assert sheet.rows.num_rows == 3
    assert (sheet.hidden_rows, sheet.merged) == (frozenset(), (MergedRange(0, 0, 2, 0),))


def test_an_error_without_a_code_takes_none_from_its_neighbour(tmp_path):
    rows = '<row r="1"><c r="A1" t="e"><f>1/0</f></c><c r="B1" t="e"/><c r="C1"><f>"#"</f><v>7</v></c></row>'
    assert last_sheet(tmp_path, xlsx_of_xml(rows)).rows["cells"].to_pylist() == [["", "", "7"]]


def test_errors_of_repeated_cells_are_all_told(tmp_path):
    attributes = 'table:number-columns-repeated="2" calcext:value-type="error" table:formula="of:=NA()"'
    row = ods_row(ods_text("#N/A", attributes), ods_text("x"), marks='table:number-rows-repeated="2"')
    sheet = last_sheet(tmp_path, ods(f'<table:table table:name="A">{row}</table:table>'))
    assert sheet.rows["cells"].to_pylist() == [["#N/A", "#N/A", "x"]] * 2


def test_a_span_ends_with_its_table(tmp_path):
    html = (
        b"<table><tr><td rowspan=9>A<td>1<tr><td>2</table><p>lain</p><table><tr><td rowspan=2>B<td>3<tr><td>4</table>"
    )
    sheet = last_sheet(tmp_path, html)
    assert sheet.merged == (MergedRange(0, 0, 1, 0), MergedRange(3, 0, 4, 0))


def test_an_xls_whose_marks_cannot_be_had_is_read_without(tmp_path, monkeypatch):
    monkeypatch.setattr("umkm_cli.files.biff._SHEET", 0xFFFF)
    sheet = last_sheet(tmp_path, from_xlwt())
    assert (sheet.rows.num_rows, sheet.hidden_rows) == (5, frozenset())


@pytest.mark.parametrize("damage", [b'number-rows-repeated="x"', b'number-rows-repeated="1'])
def test_a_broken_ods_says_so(tmp_path, damage):
    table = (
        f'<table:table table:name="A"><table:table-row table:visibility="filter" table:{damage.decode()}></table:table>'
    )
    with pytest.raises(UnreadableFileError) as caught:
        last_sheet(tmp_path, ods(table))
    assert caught.value.facts["reason"] == "broken"
