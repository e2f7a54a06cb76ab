"""What a run publishes: which rows stay, which are replaced, and that nothing is lost or counted twice."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook as ExcelWorkbook

from tests.conftest import BPUM, SITI, SITI_AGAIN, SLAMET, write_list
from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.errors import NoFilesError, NoTableError, NotDedupedError, UnknownRegionError, UnreadableFileError
from umkm_cli.files.workspace import Workspace
from umkm_cli.schema import STORED

CONFIG = Config(workers=2)


@pytest.fixture
def ingest(tmp_path, monkeypatch):
    """Ingest into one workspace and give back its tables."""
    monkeypatch.chdir(tmp_path)

    def call(*paths, **options):
        runs.ingest([Path(path) for path in paths], workspace=Path("ws"), config=CONFIG, **options)
        space = Workspace.open(Path("ws"))
        return {name: space.read(name) for name in ("records", "rejects", "sources")}

    return call


def statuses(tables):
    """Status by file, as the sources have it."""
    columns = (tables["sources"][name].to_pylist() for name in ("source_file", "status"))
    return dict(zip(*columns, strict=True))


def names(tables):
    return tables["records"]["name"].to_pylist()


def save_excel(path, rows):
    book = ExcelWorkbook()
    for row in rows:
        book.active.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def test_every_filled_row_is_a_record_or_a_reject(ingest, lists):
    tables = ingest(lists)
    for source in tables["sources"].to_pylist():
        assert source["rows"] == source["records"] + source["rejects"]
        for name in ("records", "rejects"):
            assert tables[name]["source_id"].to_pylist().count(source["source_id"]) == source[name]
    assert tables["records"].num_rows == 4


def test_the_same_input_gives_the_same_bytes(ingest, lists):
    def content():
        return {file.name: file.read_bytes() for file in Path("ws").iterdir() if file.suffix in {".parquet", ".json"}}

    ingest(lists)
    runs.dedupe(workspace=Path("ws"), config=CONFIG)
    runs.report(workspace=Path("ws"), config=CONFIG, made_on=dt.date(2026, 5, 1))
    first = content()
    shutil.rmtree("ws")
    ingest(lists)
    runs.dedupe(workspace=Path("ws"), config=CONFIG)
    runs.report(workspace=Path("ws"), config=CONFIG, made_on=dt.date(2026, 5, 1))
    later = ("changes", "report_snapshot", "review_sample", "review_strata")  # by a second run, or on request
    assert set(first) >= {f"{table.name}.parquet" for table in STORED if table.name not in later}
    assert content() == first


def test_the_tables_are_in_the_order_of_files_and_rows(ingest, tmp_path):
    for name in ("b/z.csv", "b/a.csv", "a.csv"):
        write_list(tmp_path / "lists" / name, BPUM, SITI, SLAMET, title=name)
    tables = ingest("lists")
    places = list(zip(*(tables["records"][name].to_pylist() for name in ("source_file", "source_row")), strict=True))
    assert places == [("a.csv", 3), ("a.csv", 4), ("b/a.csv", 3), ("b/a.csv", 4), ("b/z.csv", 3), ("b/z.csv", 4)]


def test_a_file_sent_twice_counts_once_and_loses_no_row(ingest, lists):
    (lists / "sent again.csv").write_bytes((lists / "subah.csv").read_bytes())
    tables = ingest(lists)
    assert statuses(tables) == {"sent again.csv": "read", "subah.csv": "duplicate", "survey.csv": "read"}
    assert tables["records"].num_rows == 4
    rejected = [row for row in tables["rejects"].to_pylist() if row["source_file"] == "subah.csv"]
    assert {row["reason"] for row in rejected} == {"duplicate"}
    assert len(rejected) == 5
    copy = next(row for row in tables["sources"].to_pylist() if row["status"] == "duplicate")
    assert (copy["duplicate_of"], copy["rows"], copy["records"], copy["rejects"]) == ("sent again.csv", 5, 0, 5)


def test_a_list_sent_in_two_formats_counts_once(ingest, lists):
    rows = [[1, *SLAMET], [2, *SITI], [3, *SITI_AGAIN]]
    title = ["DATA BPUM DESA SUBAH KECAMATAN SUBAH TAHUN 2021"]
    save_excel(lists / "a.xlsx", [title, BPUM, *rows])
    tables = ingest(lists)
    assert statuses(tables) == {"a.xlsx": "read", "subah.csv": "duplicate", "survey.csv": "read"}
    assert tables["records"].num_rows == 4


def test_reading_a_folder_again_replaces_its_rows(ingest, lists):
    ingest(lists)
    write_list(lists / "subah.csv", BPUM, SITI)
    tables = ingest(lists)
    assert tables["records"].num_rows == 2
    assert "Slamet Riyadi" in names(tables)  # in the survey list


def test_folders_that_were_not_named_stay(ingest, lists, tmp_path):
    write_list(tmp_path / "more" / "batang.csv", BPUM, (*SITI[:3], "Batang", *SITI[4:]))
    ingest(lists)
    tables = ingest("more")
    assert len(statuses(tables)) == 3
    assert tables["records"].num_rows == 5


def test_one_file_of_a_folder_can_be_read_again_under_its_name(ingest, lists):
    before = ingest(lists)
    after = ingest(lists / "subah.csv")
    assert after["records"].equals(before["records"])
    assert after["sources"].equals(before["sources"])


def test_a_new_file_below_a_known_folder_is_named_from_there(ingest, lists):
    ingest(lists)
    write_list(lists / "kecamatan" / "tulis.csv", BPUM, SITI)
    tables = ingest(lists / "kecamatan")
    assert "kecamatan/tulis.csv" in statuses(tables)
    assert len(set(tables["sources"]["root"].to_pylist())) == 1


def test_files_that_are_gone_leave_the_workspace(ingest, lists):
    ingest(lists)
    (lists / "survey.csv").unlink()
    result = runs.ingest([lists], workspace=Path("ws"), config=CONFIG)
    assert result.gone == ("survey.csv",)
    assert Workspace.open(Path("ws")).read("records").num_rows == 3


def test_when_the_first_of_two_equal_lists_goes_the_other_one_counts(ingest, lists, tmp_path):
    ingest(lists)
    write_list(tmp_path / "more" / "other.csv", BPUM, SITI)
    shutil.copy(lists / "subah.csv", tmp_path / "more" / "copy.csv")
    assert statuses(ingest("more"))["copy.csv"] == "duplicate"
    (lists / "subah.csv").unlink()
    tables = ingest(lists)
    assert statuses(tables) == {"copy.csv": "read", "other.csv": "read", "survey.csv": "read"}
    assert tables["records"].num_rows == 5


def test_files_of_one_name_under_two_folders_keep_their_rows_apart(ingest, tmp_path):
    write_list(tmp_path / "a" / "x.csv", BPUM, SITI, SLAMET)
    write_list(tmp_path / "b" / "x.csv", BPUM, SITI, SITI_AGAIN)
    for folder in ("a", "b", "a", "b"):
        tables = ingest(folder)
    for table, column in (("records", "record_id"), ("sources", "source_id")):
        ids = tables[table][column].to_pylist()
        assert len(set(ids)) == len(ids)
    assert tables["records"].num_rows == 4
    assert set(tables["records"]["source_id"].to_pylist()) == set(tables["sources"]["source_id"].to_pylist())


def test_a_list_is_what_the_user_says_it_is(ingest, lists):
    assert set(ingest(lists)["records"]["list"].to_pylist()) == {"bpum", "survey"}
    assert set(ingest(lists, list_name="survey")["records"]["list"].to_pylist()) == {"survey"}


def test_other_records_make_owners_stale(ingest, lists):
    ingest(lists)
    runs.dedupe(workspace=Path("ws"), config=CONFIG)
    write_list(lists / "subah.csv", BPUM, SITI)
    ingest(lists)
    with pytest.raises(NotDedupedError):
        runs.report(workspace=Path("ws"), config=CONFIG, made_on=dt.date(2026, 5, 1))


def test_our_own_report_is_not_read_as_a_list(ingest, lists, tmp_path):
    ingest(lists)
    runs.dedupe(workspace=Path("ws"), config=CONFIG)
    runs.report(workspace=Path("ws"), config=CONFIG, made_on=dt.date(2026, 5, 1))
    assert Path("ws/report.xlsx").is_file()
    assert sorted(statuses(ingest(tmp_path))) == ["subah.csv", "survey.csv"]
    with pytest.raises(NoFilesError):
        ingest("ws")


def test_a_run_that_fails_leaves_the_workspace_as_it_was(ingest, lists, tmp_path):
    before = ingest(lists)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nonsense")
    notes = tmp_path / "notes.csv"
    notes.write_text("shopping\nrice\n", "utf-8")
    with pytest.raises(UnreadableFileError):
        ingest(broken)
    with pytest.raises(NoTableError) as caught:
        ingest(broken, notes)
    assert [error.facts["file"] for error in caught.value.facts["unreadable"]] == ["broken.xlsx"]
    with pytest.raises(UnknownRegionError):
        runs.ingest([lists], workspace=Path("ws"), config=Config(region="99.99"))
    space = Workspace.open(Path("ws"))
    assert all(space.read(name).equals(table) for name, table in before.items())
