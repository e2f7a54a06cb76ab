from umkm_cli.files.html import read_html, read_mhtml
from umkm_cli.files.spreadsheet_xml import read_spreadsheet_xml

OPTIONS = {"source_file": "x", "max_bytes": 1 << 20}
NIK = "3325110505809001"


def page_of(html):
    (sheet,) = read_html(html if isinstance(html, bytes) else html.encode(), format="html", **OPTIONS)
    return sheet


def cells_of(html):
    return page_of(html).rows["cells"].to_pylist()


def test_a_table_keeps_all_digits_and_breaks_become_blanks():
    html = f"<table><tr><th>NIK<th>ALAMAT<tr><td>{NIK}<td>Dk. Krajan<br>RT 1<div>Subah&nbsp;&#1;</div></table>"
    assert cells_of(html) == [["NIK", "ALAMAT"], [NIK, "Dk. Krajan RT 1 Subah \x01"]]


def test_spans_keep_their_place():
    html = """<table>
        <tr><td rowspan=2>NO</td><td colspan="2">IDENTITAS</td><td rowspan=99>DESA</td></tr>
        <tr><td>NIK</td><td>NAMA</td></tr><tr><td colspan="x">1</td><td>2</td></tr></table>
        <table><tr><td>a<td>b<td>c<td>d</table>"""
    assert cells_of(html) == [
        ["NO", "IDENTITAS", "", "DESA"],
        ["", "NIK", "NAMA", ""],
        ["1", "2", "", ""],
        ["a", "b", "c", "d"],
    ]


def test_text_around_and_tables_inside_tables_become_rows():
    html = """<html><head><title>x</title><style>p {}</style></head><body>Dinas<h3>DESA SUBAH</h3>
        <table><tr><td>kiri<table><tr><td>NIK</td></tr><tr></tr><tr><td>1</td></tr></table></td></tr></table>
        <script>alert(1)</script><p>Mengetahui</p></body></html>"""
    assert cells_of(html) == [["Dinas"], ["DESA SUBAH"], ["kiri"], ["NIK"], [""], ["1"], ["Mengetahui"]]


def test_the_number_behind_shortened_digits_is_told():
    html = f'<table><tr><td x:num="{NIK}">3,32511E+15<td sdval="{NIK}">3.32511E+15<td x:num>7<td>3,3E+15<td>8'
    sheet = page_of(html + '<td x:num="44317">01/05/2021')
    assert sheet.rows["cells"].to_pylist() == [[NIK, NIK, "7", "3,3E+15", "8", "01/05/2021"]]
    assert sheet.rows["is_number"].to_pylist() == [[True, True, True, True, False, False]]


def test_the_charset_of_the_page_and_the_sheet_name_of_excel_are_used():
    html = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="iso-8859-1">'
        "<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>Subah &amp; Limpung</x:Name></xml><![endif]-->"
        "<table><tr><td>ÉBAN</td></tr></table>"
    )
    sheet = page_of(html.encode("latin-1"))
    assert (sheet.source_sheet, sheet.rows["cells"].to_pylist()) == ("Subah & Limpung", [["ÉBAN"]])


def test_every_page_of_an_mhtml_is_a_sheet():
    mhtml = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="b"

--b
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<html><frameset></frameset></html>
--b
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<table><tr><td>SI=
TI</td></tr></table>
--b
Content-Type: text/html
Content-Transfer-Encoding: base64

PHRhYmxlPjx0cj48dGQ+MTwvdGQ+PC90cj48L3RhYmxlPg==
--b--
"""
    sheets = read_mhtml(mhtml, format="mhtml", **OPTIONS)
    assert [(sheet.source_sheet, sheet.rows["cells"].to_pylist()) for sheet in sheets] == [
        ("", [["SITI"]]),
        ("Sheet (3)", [["1"]]),
    ]


def test_a_workbook_in_xml_keeps_digits_places_and_types():
    xml = f"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
     <Worksheet ss:Name="Subah"><Table>
      <Row ss:Index="3"><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">NO</Data></Cell>
        <Cell ss:Index="4"><Data ss:Type="String">NIK</Data></Cell></Row>
      <Row><Cell><Data ss:Type="Number">{NIK}</Data></Cell>
        <Cell><Data ss:Type="Number">3.325110505809001E15</Data></Cell></Row>
      <Row><Cell/><Cell><Data ss:Type="Boolean">1</Data></Cell>
        <Cell><Data ss:Type="DateTime">1980-05-05T00:00:00.000</Data></Cell>
        <Cell><Data ss:Type="Error">#N/A</Data></Cell></Row></Table></Worksheet>
     <Worksheet ss:Name="Lama"><Table/>
      <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
    </Workbook>"""
    shown, hidden = read_spreadsheet_xml(xml.encode(), format="xml", **OPTIONS)
    assert (shown.source_sheet, shown.is_hidden, hidden.is_hidden) == ("Subah", False, True)
    assert hidden.rows.num_rows == 0
    assert shown.rows["cells"].to_pylist() == [
        ["", "", "", ""],
        ["", "", "", ""],
        ["NO", "", "", "NIK"],
        ["", "", NIK, NIK],
        ["", "TRUE", "1980-05-05", "#N/A"],
    ]
    assert shown.rows["is_number"].to_pylist()[3] == [False, False, True, True]
