import os
from pathlib import Path

import pytest

from tests.files.builders import ole, xlsx, zipped
from umkm_cli.errors import NoFilesError, PathNotFoundError, UnreadableFileError
from umkm_cli.files.discover import find_files
from umkm_cli.files.read import read_file


def put(folder, *names, data=b"NIK\n"):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def names_in(*paths):
    return [file.source_file for file in find_files(paths)]


def test_spreadsheets_are_found_at_any_depth_and_sorted(tmp_path):
    put(tmp_path, "b.XLSX", "kec/subah/a.csv", "a.ods", "kec/c.txt", "kec/d.html")
    assert names_in(tmp_path) == ["a.ods", "b.XLSX", "kec/c.txt", "kec/d.html", "kec/subah/a.csv"]


def test_locks_hidden_files_and_other_kinds_are_left_out(tmp_path):
    put(tmp_path, "~$a.xlsx", ".a.xlsx", ".git/a.csv", "a.pdf", "a.py", "foto", "a.csv")
    put(tmp_path, "surat.dat", data=zipped({"word/document.xml": "<w/>"}))
    put(tmp_path, "Thumbs.db", data=ole("Catalog"))
    assert names_in(tmp_path) == ["a.csv"]


def test_a_workbook_without_extension_is_found_by_its_content(tmp_path):
    put(tmp_path, "lampiran", data=xlsx(["NIK"]))
    put(tmp_path, "daftar.bak", data=ole("Workbook"))
    assert names_in(tmp_path) == ["daftar.bak", "lampiran"]


def test_a_file_that_is_named_is_taken_whatever_it_is(tmp_path):
    put(tmp_path, "~$a.xlsx", "surat.pdf")
    found = find_files([tmp_path / "~$a.xlsx", tmp_path / "surat.pdf"])
    assert [(file.source_file, file.root) for file in found] == [("surat.pdf", tmp_path), ("~$a.xlsx", tmp_path)]


def test_each_real_file_comes_once_and_links_go_round_in_no_circle(tmp_path):
    put(tmp_path, "kec/a.csv")
    (tmp_path / "kec" / "lagi").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sama.csv").symlink_to(tmp_path / "kec" / "a.csv")
    (tmp_path / "putus.csv").symlink_to(tmp_path / "hilang.csv")
    assert len(find_files([tmp_path, tmp_path / "kec", tmp_path / "kec" / "a.csv"])) == 1


def test_a_pipe_in_a_folder_is_left_out(tmp_path):
    put(tmp_path, "a.csv")
    os.mkfifo(tmp_path / "b.csv")
    os.mkfifo(tmp_path / "c")
    assert names_in(tmp_path) == ["a.csv"]


def test_files_of_one_name_from_two_folders_are_told_apart(tmp_path):
    put(tmp_path, "subah/a.csv", "batang/a.csv", "batang/b.csv")
    found = find_files([tmp_path / "subah", tmp_path / "batang"])
    assert [(file.source_file, file.root.name) for file in found] == [
        ("b.csv", "batang"),
        ("batang/a.csv", tmp_path.name),
        ("subah/a.csv", tmp_path.name),
    ]


def test_a_relative_path_gives_an_absolute_root(tmp_path, monkeypatch):
    put(tmp_path, "kec/a.csv")
    monkeypatch.chdir(tmp_path)
    (found,) = find_files([Path("kec")])
    assert (found.root, found.path) == (tmp_path / "kec", tmp_path / "kec" / "a.csv")


def test_a_folder_that_may_not_be_entered_is_not_forgotten(tmp_path, monkeypatch):
    put(tmp_path, "a.csv", "tutup/b.csv")
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != "tutup")
    closed = find_files([tmp_path])[1]
    assert closed.source_file == "tutup"
    with pytest.raises(UnreadableFileError) as caught:
        read_file(closed.path, source_file="tutup", max_mb=1)
    assert caught.value.facts["reason"] == "no_permission"


def test_a_path_that_is_not_there_and_a_folder_without_lists_are_told(tmp_path):
    with pytest.raises(PathNotFoundError):
        find_files([tmp_path / "hilang"])
    with pytest.raises(NoFilesError):
        find_files([tmp_path])
