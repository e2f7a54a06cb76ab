import stat
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from tests.files.builders import ole, xlsx, zipped
from umkm_cli.errors import UnreadableFileError
from umkm_cli.files import members, zips
from umkm_cli.files.content import digest
from umkm_cli.files.discover import find_again, find_files
from umkm_cli.files.members import Archives
from umkm_cli.files.read import read_file

CSV = b"NIK;NAMA\n1;A\n"


def put(tmp_path, parts, *, name="kiriman.zip"):
    data = parts if isinstance(parts, bytes) else zipped(parts)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def told(path):
    """What became of each file: how many sheets, or the reason."""
    return {file.source_file: outcome(file) for file in find_files([path])}


def outcome(file):
    try:
        return len(read_file(file.path, source_file=file.source_file, max_mb=16, member=file.member))
    except UnreadableFileError as error:
        return error.facts["reason"] if error.facts["file"] == file.source_file else error.facts


def test_each_list_in_an_archive_is_a_file_of_its_own(tmp_path):
    put(tmp_path, {"desa/a.xlsx": xlsx(["NIK"]), "b.csv": CSV}, name="kec/kiriman.zip")
    assert told(tmp_path) == {"kec/kiriman.zip/b.csv": 1, "kec/kiriman.zip/desa/a.xlsx": 1}


def test_an_archive_named_by_hand_is_looked_into(tmp_path):
    path = put(tmp_path, {"desa/a.xlsx": xlsx(["NIK"])})
    (found,) = find_files([path])
    assert (found.root, found.path, found.source_file, found.member) == (
        tmp_path,
        path,
        "kiriman.zip/desa/a.xlsx",
        "desa/a.xlsx",
    )


@pytest.mark.parametrize("name", ["kiriman.zip", "kiriman.xlsx", "kiriman"])
def test_the_content_decides_what_is_an_archive(tmp_path, name):
    put(tmp_path, {"a.csv": CSV}, name=name)
    assert told(tmp_path) == {f"{name}/a.csv": 1}


def test_a_workbook_or_letter_named_zip_is_no_archive(tmp_path):
    put(tmp_path, xlsx(["NIK"]), name="daftar.zip")
    put(tmp_path, {"[Content_Types].xml": "<t/>", "word/embeddings/a.xlsx": xlsx(["NIK"])}, name="surat.zip")
    # A first member of another name makes a second look necessary.
    put(tmp_path, {"a.xml": "<x/>", "[Content_Types].xml": "<t/>", "word/a.xml": "<x/>"}, name="surat2.zip")
    assert told(tmp_path) == {"daftar.zip": 1, "surat.zip": "not_a_table", "surat2.zip": "not_a_table"}


def test_what_is_inside_is_chosen_as_in_a_folder(tmp_path):
    names = ("~$a.xlsx", ".a.csv", ".git/a.csv", "__MACOSX/._a.csv", "foto.jpg", "surat.docx", "a.csv")
    parts = dict.fromkeys(names, CSV) | {"lampiran": xlsx(["NIK"]), "tua": ole("Workbook"), "map/": b""}
    put(tmp_path, parts)
    assert told(tmp_path) == {"kiriman.zip/a.csv": 1, "kiriman.zip/lampiran": 1, "kiriman.zip/tua": "broken"}


def test_archives_inside_are_looked_into_and_not_for_ever(tmp_path):
    parts = {"a.csv": CSV}
    for name in ("tiga.zip", "dua.zip", "satu.zip"):
        parts = {name: zipped(parts), "b.csv": CSV}
    put(tmp_path, parts)
    put(
        tmp_path, {"isi.zip": zipped({"a.csv": CSV}), "kosong.zip": zipped({"a.jpg": b""}), "rusak.zip": b"PK\3\4" * 99}
    )
    assert told(tmp_path) == {
        "kiriman.zip/isi.zip/a.csv": 1,
        "kiriman.zip/kosong.zip": "empty_archive",
        "kiriman.zip/rusak.zip": "broken",
    }
    put(tmp_path, parts)
    assert told(tmp_path) == {
        "kiriman.zip/b.csv": 1,
        "kiriman.zip/satu.zip/b.csv": 1,
        "kiriman.zip/satu.zip/dua.zip/b.csv": 1,
        "kiriman.zip/satu.zip/dua.zip/tiga.zip": "deep_archive",
    }


def test_archives_inside_may_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "MAX_NESTED", 300)
    small = zipped({"a.csv": CSV})
    put(tmp_path, {"a.zip": small, "b.zip": small, "c.zip": small, "d.csv": CSV})
    assert sorted(map(str, told(tmp_path).values())) == ["1", "1", "1", "large_archive"]


NAMES = [
    # as the archive has it,           as it is told,             what becomes of it
    ("desa\\a.csv",                    "desa/a.csv",              1),
    ("/etc/a.csv",                     "etc/a.csv",               1),
    ("C:\\Users\\x\\a.csv",            "Users/x/a.csv",           1),
    ("./desa//a.csv",                  "desa/a.csv",              1),
    ("../a.csv",                       "__/a.csv",                "unsafe_name"),
    ("desa\\..\\..\\a.csv",            "desa/__/__/a.csv",        "unsafe_name"),
    ("a..b/c...csv",                   "a..b/c...csv",            1),
    ("Désa ½.csv",                     "Désa ½.csv",              1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "inner", "expected"), NAMES)
def test_a_name_cannot_lead_out_of_its_archive(tmp_path, name, inner, expected):
    put(tmp_path, {name: CSV, "z.csv": CSV}, name="map/kiriman.zip")
    assert told(tmp_path / "map") == {f"kiriman.zip/{inner}": expected, "kiriman.zip/z.csv": 1}
    assert [path.name for path in tmp_path.rglob("*")] == ["map", "kiriman.zip"]


@pytest.mark.parametrize(("raw", "inner"), [("Désa.csv".encode(), "Désa.csv"), (b"D\x82sa.csv", "Désa.csv")])
def test_a_name_that_does_not_say_its_encoding_is_utf8_or_that_of_dos(tmp_path, raw, inner):
    data = zipped({"D~~sa.csv"[: len(raw)].ljust(len(raw), "~"): CSV})
    put(tmp_path, data.replace("D~~sa.csv"[: len(raw)].ljust(len(raw), "~").encode(), raw))
    assert told(tmp_path) == {f"kiriman.zip/{inner}": 1}


def test_two_members_of_one_name_are_both_read(tmp_path):
    put(tmp_path, zipped({"a.csv": CSV, "b.csv": CSV, "c": xlsx(["NIK"])}).replace(b"b.csv", b"a.csv"))
    assert told(tmp_path) == {"kiriman.zip/a.csv": 1, "kiriman.zip/a (2).csv": 1, "kiriman.zip/c": 1}


def encrypted(data, *names):
    """The archive with members marked as encrypted, here and in the table of contents."""
    for name in names:
        for start, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            at = data.index(start)
            while name not in data[at : at + 60]:
                at = data.index(start, at + 4)
            data = data[: at + flags] + b"\1" + data[at + flags + 1 :]
    return data


def test_an_encrypted_member_is_told_and_a_whole_archive_once(tmp_path):
    data = zipped({"a.csv": CSV, "b.csv": CSV, "foto.jpg": b""})
    put(tmp_path, encrypted(data, b"a.csv"))
    assert told(tmp_path) == {"kiriman.zip/a.csv": "encrypted_archive", "kiriman.zip/b.csv": 1}
    put(tmp_path, encrypted(data, b"a.csv", b"b.csv", b"foto.jpg"))
    assert told(tmp_path) == {"kiriman.zip": "encrypted_archive"}


def test_a_damaged_member_is_told_and_the_rest_is_read(tmp_path):
    content = BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as archive:
        archive.writestr("a.csv", b"NIK;NAMA\n7;ABCDEF\n")
        archive.writestr("b.csv", CSV)
    put(tmp_path, content.getvalue().replace(b"ABCDEF", b"ABXDEF"))
    assert told(tmp_path) == {"kiriman.zip/a.csv": "broken_archive", "kiriman.zip/b.csv": 1}


def test_a_link_in_an_archive_is_not_followed(tmp_path):
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        link = ZipInfo("a.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.csv", CSV)
    put(tmp_path, content.getvalue())
    assert told(tmp_path) == {"kiriman.zip/a.csv": "not_a_table", "kiriman.zip/b.csv": 1}


def test_an_archive_without_a_list_says_so(tmp_path):
    put(tmp_path, {"foto.jpg": b"", "baca.pdf": b""})
    put(tmp_path, {}, name="kosong.zip")
    put(tmp_path, {"foto.jpg": b""}, name="tanpa-akhiran")
    assert told(tmp_path) == {"kiriman.zip": "empty_archive", "kosong.zip": "empty_archive"}


def test_a_damaged_archive_says_so(tmp_path):
    put(tmp_path, zipped({"a.csv": CSV})[:-30])
    assert told(tmp_path) == {"kiriman.zip": "broken_archive"}


@pytest.mark.parametrize(("head", "name"), [(b"Rar!\x1a\x07\x01\x00", "a.rar"), (b"7z\xbc\xaf\x27\x1c", "a.7z")])
def test_other_archives_are_told_not_forgotten(tmp_path, head, name):
    put(tmp_path, head + bytes(99), name=name)
    assert told(tmp_path) == {name: "other_archive"}


def test_an_archive_that_unpacks_to_too_much_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "_FREELY", 1 << 20)
    put(tmp_path, {"a.csv": b" " * (2 << 20)})
    assert told(tmp_path) == {"kiriman.zip": "large_archive"}


def test_overlapping_members_are_refused(tmp_path):
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", bytes(range(256)) * 99)
        first = archive.infolist()[0]
        for number in range(20):
            again = ZipInfo(f"{number}.csv")
            for name in ("header_offset", "compress_type", "compress_size", "file_size", "CRC"):
                setattr(again, name, getattr(first, name))
            archive.filelist.append(again)
    put(tmp_path, content.getvalue())
    assert told(tmp_path) == {"kiriman.zip": "large_archive"}


def test_a_table_of_contents_without_end_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "_MOST_DIRECTORY", 200)
    put(tmp_path, {f"{number}.csv": CSV for number in range(20)})
    assert told(tmp_path) == {"kiriman.zip": "broken_archive"}


def test_a_member_may_be_no_larger_than_a_file(tmp_path):
    put(tmp_path, {"a.csv": b"NIK;NAMA\n" * (2 << 20), "b.csv": CSV})
    assert told(tmp_path) == {"kiriman.zip/a.csv": "too_large", "kiriman.zip/b.csv": 1}


def test_the_digest_of_a_member_is_that_of_the_file(tmp_path):
    path = put(tmp_path, {"a.csv": CSV})
    (tmp_path / "a.csv").write_bytes(CSV)
    with Archives() as archives:
        assert digest(path, "a.csv", archives) == digest(tmp_path / "a.csv", "", archives)


def test_a_member_is_found_again_by_its_place(tmp_path):
    path = put(tmp_path, {"desa/a.csv": CSV})
    assert find_again(path / "desa/a.csv") == (path, "desa/a.csv")
    assert find_again(path) == (path, "")
    assert find_again(path / "desa/b.csv") is None
    assert find_again(tmp_path / "lain.zip/a.csv") is None
