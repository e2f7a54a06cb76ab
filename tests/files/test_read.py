import os

import pytest

from tests.files.builders import ole, xlsx, xlsx_of_xml, zipped
from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.content import digest
from umkm_cli.files.members import Archives
from umkm_cli.files.pool import run_isolated
from umkm_cli.files.read import read_file


def digest_of(path, member=""):
    with Archives() as archives:
        return digest(path, member, archives)


HTML = b"<html><body><table><tr><td>NIK</td></tr></table></body></html>"
NO_SHEET = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
XML_2003 = NO_SHEET.replace(b"></", b"><Worksheet><Table></Table></Worksheet></")
ODS = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<manifest/>"})
LOCKED_ODS = zipped(
    {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>",
    }
)


def content_of(tmp_path, data, *, name="daftar.xls", max_mb=16):
    (tmp_path / name).write_bytes(data)
    return read_file(tmp_path / name, source_file=f"kec/{name}", max_mb=max_mb)


def reason_of(tmp_path, data, **options):
    with pytest.raises(UnreadableFileError) as caught:
        content_of(tmp_path, data, **options)
    assert caught.value.facts["file"] == "kec/daftar.xls"
    return caught.value.facts["reason"]


FORMATS = [
    # what the content is,  content
    ("xlsx", xlsx(["NIK"])),
    ("html", HTML),
    ("html", b"Daftar <table border=1><tr><td>NIK"),
    ("xml", XML_2003),
    ("csv", b"NIK;NAMA\n1;A\n"),
    ("tsv", b"NIK\tNAMA\n1\tA\n"),
    ("tsv", "NIK\tNAMA\n1\tA\n".encode("utf-16")),
    ("mhtml", b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + HTML),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "data"), FORMATS)
def test_the_content_decides_how_a_file_is_read_and_not_its_name(tmp_path, expected, data):
    assert {sheet.format for sheet in content_of(tmp_path, data)} <= {expected}


REFUSED = [
    # reason,       content
    ("empty_file",  b""),
    ("empty_file",  b"\xef\xbb\xbf\r\n \0"),
    ("encrypted",   ole("EncryptionInfo", "EncryptedPackage")),
    ("encrypted",   LOCKED_ODS),
    ("not_a_table", ole("WordDocument")),
    ("not_a_table", zipped({"word/document.xml": "<w/>", "[Content_Types].xml": "<t/>"})),
    ("not_a_table", b"%PDF-1.7 ..."),
    ("not_a_table", b"\x89PNG\r\n\x1a\n...."),
    ("not_a_table", bytes(range(1, 256)) * 20),
    ("not_a_table", b"<html><body><p>Login dulu</p></body></html>"),
    ("not_a_table", b'<?xml version="1.0"?><kml/>'),
    ("not_a_table", NO_SHEET),
    ("broken",      xlsx(["NIK"])[:-200]),
    ("broken",      xlsx(["NIK"])[:40]),
    ("broken",      ole("Workbook")),
    ("broken",      ODS),
    ("broken",      xlsx_of_xml("", sheet='<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1')),
    ("broken",      xlsx_of_xml('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')),
    ("broken",      xlsx_of_xml("", sheet="<worksheet/>".encode("utf-16"))),
    ("broken",      xlsx_of_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>')),
    ("broken",      XML_2003[:-5]),
    ("too_large",   xlsx_of_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    ("too_large",  (b'<?xml version="1.0"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
                    b'<ss:Worksheet><ss:Table><ss:Row ss:Index="99999999"><ss:Cell><ss:Data>x</ss:Data></ss:Cell>'
                    b"</ss:Row></ss:Table></ss:Worksheet></ss:Workbook>")),
    ("too_large",   b"NIK;NAMA\n" * 2_000_000),
    ("too_large",   b"A;B\n" * 1_048_577),
    ("too_large",   b";" * 1_000 + b"\n" * 50_000),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "data"), REFUSED)
def test_what_cannot_be_read_says_why(tmp_path, reason, data):
    assert reason_of(tmp_path, data) == reason


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    bomb = xlsx_of_xml(f"<row r='1'>{' ' * (3 << 20)}</row>")
    assert len(bomb) < 10_000
    assert reason_of(tmp_path, bomb, max_mb=2) == "too_large"


def test_an_entity_is_not_expanded_and_no_file_is_fetched(tmp_path):
    (tmp_path / "rahasia.txt").write_text("rahasia")
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file://{tmp_path}/rahasia.txt">]>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table><Row><Cell>'
        "<Data>[&x;]</Data></Cell></Row></Table></Worksheet></Workbook>"
    )
    sheets = content_of(tmp_path, xml.encode())
    assert "rahasia" not in str(sheets[0].rows["cells"].to_pylist())


def test_a_cell_that_kills_its_reader_costs_only_that_file(tmp_path):
    # A cell that lies about its row passes the first fence, and calamine aborts the process.
    far = xlsx_of_xml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>')
    for name, data in (("far.xlsx", far), ("fine.xlsx", xlsx(["NIK"]))):
        (tmp_path / name).write_bytes(data)
    tasks = [tmp_path / "far.xlsx", tmp_path / "fine.xlsx"]
    answers = dict(run_isolated(f"{__name__}:_rows_in", tasks, workers=1, seconds=60, memory_mb=2048, batch=1))
    assert answers[0] in {"crashed", "out_of_memory"}
    assert answers[1] == 1


def _rows_in(paths):
    return [sum(sheet.rows.num_rows for sheet in read_file(path, source_file=path.name, max_mb=16)) for path in paths]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    pipe = tmp_path / "daftar.csv"
    os.mkfifo(pipe)
    for read in (digest_of, lambda path: read_file(path, source_file="x", max_mb=1)):
        with pytest.raises(UnreadableFileError) as caught:
            read(pipe)
        assert caught.value.facts["reason"] == "not_a_table"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so(tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("NIK\n")
    path.chmod(0)
    with pytest.raises(UnreadableFileError) as caught:
        read_file(path, source_file="daftar.csv", max_mb=1)
    assert caught.value.facts["reason"] == "no_permission"


def test_a_file_that_went_away_is_broken(tmp_path):
    with pytest.raises(UnreadableFileError) as caught:
        digest_of(tmp_path / "hilang.csv")
    assert caught.value.facts["reason"] == "broken"


def test_the_digest_is_that_of_the_bytes(tmp_path):
    (tmp_path / "x").write_bytes(b"abc")
    assert digest_of(tmp_path / "x") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_many_files_pass_through_one_worker_of_little_memory(tmp_path):
    (tmp_path / "fine.xlsx").write_bytes(xlsx(["NIK"], [1]))
    answers = run_isolated(
        f"{__name__}:_rows_in_generous", [tmp_path / "fine.xlsx"] * 5, workers=1, seconds=60, memory_mb=256, batch=1
    )
    assert [rows for _, rows in answers] == [2] * 5


def _rows_in_generous(paths):
    """The limit on a file is far above its size, and above the memory there is."""
    return [sum(sheet.rows.num_rows for sheet in read_file(path, source_file=path.name, max_mb=1024)) for path in paths]
