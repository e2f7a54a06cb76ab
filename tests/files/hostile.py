"""Files that are made to break a reader: each is told with a reason, and harms no other."""

import random
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tests.files.builders import ole, xlsx, xlsx_of_xml, zipped

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPE = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>'
SPREADSHEET_2003 = (
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>{rows}</Table></Worksheet>'
    "</Workbook>"
)
ROW_2003 = "<Row><Cell><Data>NAMA</Data></Cell><Cell><Data>{text}</Data></Cell></Row>"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods_of(rows, doctype=""):
    content = (
        f"{doctype}<office:document-content {ODS_NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return zipped({"mimetype": MIMETYPE, "META-INF/manifest.xml": "<manifest/>", "content.xml": content})


def bomb():
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(300):
            part.write(bytes(1 << 20))
    return content.getvalue()


def nested(data, depth):
    for number in range(depth):
        data = zipped({f"{number}.zip": data})
    return data


FAR = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
CLAIM = (
    '<worksheet><dimension ref="A1:XFD1048576"/>'
    '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
)

NOISE = random.Random(1).randbytes(5_000)  # noqa: S311 - no secret

UNREADABLE = {
    # name                 content                                                          reasons that may be given
    "kosong.xlsx":         (b"",                                                            {"empty_file"}),
    "sandi.xlsx":          (ole("EncryptionInfo", "EncryptedPackage"),                      {"encrypted"}),
    "bom.xlsx":            (bomb(),                                                         {"too_large", "broken"}),
    "jauh.xlsx":           (xlsx_of_xml(FAR),                            {"crashed", "out_of_memory", "too_large"}),
    "pojok.xlsx":          (xlsx_of_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), {"too_large"}),
    "tawa.xlsx":           (xlsx_of_xml("", sheet=f"{DOCTYPE}<worksheet><sheetData><row r='1'><c r='A1' t='str'>"
                                        "<v>&l9;</v></c></row></sheetData></worksheet>"),    {"broken", "not_a_table"}),
    "jutaan.csv":          (b"3325\n" * 2_000_000,                                          {"too_large"}),
    "lebar.csv":           (b";" * 5_000 + b"\n" * 20_000,                                  {"too_large"}),
    "acak.xls":            (NOISE,                              {"not_a_table"}),
    "rusak.ods":           (ods_of("<table:table-row>"),                                    {"broken"}),
    "dalam.zip":           (nested(zipped({"a.csv": b"NAMA;NIK\n"}), 9),                    {"deep_archive"}),
    "rusak.zip":           (zipped({"a.csv": b"NAMA;NIK\n" * 99})[:-30],               {"broken_archive", "broken"}),
    "keluar.zip":          (zipped({"../../keluar.csv": b"NAMA;NIK\n"}),                    {"unsafe_name"}),
    "bom.zip":             (zipped({"a.csv": bytes(300 << 20)}),       {"large_archive", "too_large", "empty_file"}),
}  # fmt: skip
"""What no reader may take; the numbers are small enough for a test and large enough to hurt who trusts them."""

HARMLESS = {
    "klaim.xlsx": xlsx_of_xml("", sheet=CLAIM),
    "tawa.xls": (DOCTYPE + SPREADSHEET_2003.format(rows=ROW_2003.format(text="&l9;"))).encode(),
    "tawa.ods": ods_of(
        "<table:table-row><table:table-cell><text:p>&l9;</text:p></table:table-cell></table:table-row>", DOCTYPE
    ),
    "tawa.html.xls": f"<html>{DOCTYPE}<table><tr><td>NAMA</td><td>&l9;</td></tr></table></html>".encode(),
    "ulang.ods": ods_of(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    ),
}
"""What claims or promises too much and holds next to nothing: it may be read, or refused, at no cost."""


def workbooks():
    """One good small list in each format, by its ending."""
    rows = [
        ["NAMA", "NIK", "DESA"],
        ["SITI AMINAH", "3325114505809001", "Subah"],
        ["SLAMET", "3325110505809001", "Subah"],
    ]
    modern, old = openpyxl.Workbook(), xlwt.Workbook()
    sheet = old.add_sheet("Daftar")
    document = OpenDocumentSpreadsheet()
    table = Table(name="Daftar")
    for at, row in enumerate(rows):
        modern.active.append(row)
        line = TableRow()
        for column, text in enumerate(row):
            sheet.write(at, column, text)
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    lines = "".join(f"<Row>{''.join(f'<Cell><Data>{text}</Data></Cell>' for text in row)}</Row>" for row in rows)
    return {
        "xlsx": xlsx(*rows),
        "openpyxl.xlsx": _saved(modern),
        "xls": _saved(old),
        "ods": _saved(document),
        "html": f"<html><body><table>{cells}</table></body></html>".encode(),
        "xml": f'<?xml version="1.0"?>{SPREADSHEET_2003.format(rows=lines)}'.encode(),
        "csv": "\r\n".join(";".join(row) for row in rows).encode(),
        "zip": zipped({"kiriman/a.csv": "\n".join(";".join(row) for row in rows)}),
    }


def _saved(workbook):
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def damaged(data, dice):
    """The bytes with a part cut off, cut out, written twice, turned round or flipped."""
    start = dice.randrange(len(data))
    stop = min(len(data), start + dice.choice([1, 2, 8, 64, 512]))
    part = data[start:stop]
    return dice.choice(
        [
            data[:start],
            data[:start] + data[stop:],
            data[:stop] + part * dice.choice([1, 3]) + data[stop:],
            data[:start] + part[::-1] + data[stop:],
            data[:start] + bytes(byte ^ dice.choice([0x01, 0x20, 0xFF]) for byte in part) + data[stop:],
            data[:start] + bytes(len(part)) + data[stop:],
        ]
    )
