"""A run that reads only what has changed gives what a run from nothing gives, and reads no more than it must."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.conftest import BPUM, SITI, SITI_AGAIN, SLAMET, SLAMET_VISITED, SURVEY, write_list
from umkm_cli import incremental, intake, runs
from umkm_cli.batch import clean_batch
from umkm_cli.config import Config
from umkm_cli.errors import NoFilesError, NoTableError, OtherVersionError, UnreadableFileError
from umkm_cli.files.workspace import Workspace
from umkm_cli.schema import WORKSPACE_FORMAT

CONFIG = Config(workers=2)
TABLES = ("records", "rejects", "sources")


def in_process(_function, tasks, **_limits):
    """What `run_isolated` does, without its processes."""
    for place, task in enumerate(tasks):
        yield place, next(iter(clean_batch([task])))


@pytest.fixture
def read_files(monkeypatch):
    """The names of the files that were read since the last look."""
    names = []

    def note(function, tasks, **_limits):
        names.extend(task.file.source_file for task in tasks)
        yield from in_process(function, tasks)

    monkeypatch.setattr(intake, "run_isolated", note)

    def look():
        found = sorted(names)
        names.clear()
        return found

    return look


@pytest.fixture
def ingest(tmp_path):
    def call(*paths, config=CONFIG, **options):
        return runs.ingest([Path(path) for path in paths], workspace=tmp_path / "ws", config=config, **options)

    return call


def contents(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in {".parquet", ".json"}}


def test_a_second_run_reads_nothing_and_leaves_every_table_alone(ingest, lists, read_files, tmp_path):
    (lists / "twice.csv").write_bytes((lists / "subah.csv").read_bytes())
    (lists / "broken.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    first = ingest(lists)
    runs.dedupe(workspace=tmp_path / "ws", config=CONFIG)
    before = contents(tmp_path / "ws")
    read_files()
    again = ingest(lists)
    assert read_files() == []
    assert contents(tmp_path / "ws") == before
    assert (first.is_new, first.has_owners, again.is_new, again.has_owners) == (True, False, False, True)
    assert again.states == {"new": 0, "changed": 0, "again": 0, "unchanged": 4}
    assert again.sources == first.sources
    assert [error.facts["file"] for error in again.unreadable] == ["broken.xlsx"]


def test_only_what_is_new_or_changed_is_read(ingest, lists, read_files, tmp_path):
    write_list(lists / "gone.csv", BPUM, (*SITI[:1], "SITI ROHANI", *SITI[2:]))
    ingest(lists)
    runs.dedupe(workspace=tmp_path / "ws", config=CONFIG)
    read_files()
    write_list(lists / "new.csv", BPUM, (*SLAMET[:1], "SLAMET RAHARJO", *SLAMET[2:]))
    write_list(lists / "survey.csv", SURVEY, (*SLAMET_VISITED[:5], "Tutup", "klontong"))
    (lists / "gone.csv").unlink()
    os.utime(lists / "subah.csv", (0, 0))
    result = ingest(lists)
    assert read_files() == ["new.csv", "survey.csv"]
    assert result.states == {"new": 1, "changed": 1, "again": 0, "unchanged": 1}
    assert result.gone == ("gone.csv",)
    assert not result.has_owners


@pytest.mark.parametrize(
    "other",
    [
        {"config": Config(workers=2, data_year=2020)},
        {"list_name": "survey"},
    ],
)
def test_other_settings_read_the_files_again_and_back(ingest, lists, read_files, other):
    before = ingest(lists)
    read_files()
    result = ingest(lists, **other)
    assert read_files() == ["subah.csv", "survey.csv"]
    assert result.states["again"] == 2
    assert result.is_new
    read_files()
    assert ingest(lists).sources == before.sources
    assert read_files() == ["subah.csv", "survey.csv"]


def test_another_program_reads_the_files_again(ingest, lists, read_files, monkeypatch):
    ingest(lists)
    read_files()
    monkeypatch.setattr(incremental, "program_digest", lambda: "another")
    assert ingest(lists).states["again"] == 2


@pytest.mark.parametrize("reason", ["crashed", "timed_out", "out_of_memory"])
def test_what_a_busy_machine_could_not_read_is_tried_again(ingest, lists, monkeypatch, reason):
    def fail(_function, tasks, **_limits):
        for place, task in enumerate(tasks):
            yield place, reason if task.file.source_file == "survey.csv" else next(iter(clean_batch([task])))

    monkeypatch.setattr(intake, "run_isolated", fail)
    assert [error.facts["reason"] for error in ingest(lists).unreadable] == [reason]
    assert not ingest(lists).is_new
    monkeypatch.setattr(intake, "run_isolated", in_process)
    result = ingest(lists)
    assert (result.unreadable, result.states["again"], result.states["unchanged"]) == ((), 1, 1)


def test_files_of_another_folder_are_left_alone_by_other_settings(ingest, lists, read_files, tmp_path):
    shutil.copytree(lists, tmp_path / "more")
    ingest(lists)
    ingest(tmp_path / "more")
    read_files()
    result = ingest(tmp_path / "more", config=Config(workers=2, data_year=2020))
    assert read_files() == ["subah.csv", "survey.csv"]
    assert {row["status"] for row in result.sources} == {"duplicate"}
    assert ingest(lists).states["unchanged"] == 2


def test_files_of_one_name_under_two_folders_are_known_again(ingest, read_files, tmp_path):
    write_list(tmp_path / "a" / "x.csv", BPUM, SITI, SLAMET)
    write_list(tmp_path / "b" / "x.csv", BPUM, SITI, SITI_AGAIN)
    ingest(tmp_path / "a")
    ingest(tmp_path / "b")
    read_files()
    assert not ingest(tmp_path / "a").is_new
    assert not ingest(tmp_path / "b").is_new
    assert read_files() == []


def pack(path, folder, *without):
    """An archive of the files of a folder."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            if file.name not in without:
                archive.write(file, f"desa/{file.name}")


def test_files_in_an_archive_are_known_again_one_by_one(ingest, lists, read_files, tmp_path):
    sent = tmp_path / "sent"
    sent.mkdir()
    write_list(lists / "new.csv", BPUM, (*SLAMET[:1], "SLAMET RAHARJO", *SLAMET[2:]))
    pack(sent / "kiriman.zip", lists, "new.csv")
    first = ingest(sent)
    assert [row["source_file"] for row in first.sources] == [
        "kiriman.zip/desa/subah.csv",
        "kiriman.zip/desa/survey.csv",
    ]
    assert read_files() == ["kiriman.zip/desa/subah.csv", "kiriman.zip/desa/survey.csv"]
    assert not ingest(sent).is_new
    assert read_files() == []
    pack(sent / "kiriman.zip", lists, "survey.csv")
    result = ingest(sent / "kiriman.zip")
    assert read_files() == ["kiriman.zip/desa/new.csv"]
    assert result.gone == ("kiriman.zip/desa/survey.csv",)
    assert result.states == {"new": 1, "changed": 0, "again": 0, "unchanged": 1}
    (sent / "kiriman.zip").unlink()
    shutil.copy(lists / "new.csv", sent)
    assert ingest(sent).gone == ("kiriman.zip/desa/new.csv", "kiriman.zip/desa/subah.csv")


def test_a_file_sent_on_its_own_and_in_an_archive_is_one_list(ingest, lists, tmp_path):
    sent = tmp_path / "sent"
    shutil.copytree(lists, sent / "a")
    pack(sent / "kiriman.zip", lists)
    twice = {row["source_file"]: row["duplicate_of"] for row in ingest(sent).sources if row["status"] == "duplicate"}
    assert twice == {"kiriman.zip/desa/subah.csv": "a/subah.csv", "kiriman.zip/desa/survey.csv": "a/survey.csv"}
    shutil.rmtree(sent / "a")
    assert {row["status"] for row in ingest(sent).sources} == {"read"}


def test_a_list_in_an_archive_elsewhere_takes_the_place_of_one_that_is_gone(ingest, lists, tmp_path):
    (tmp_path / "sent").mkdir()
    pack(tmp_path / "sent" / "kiriman.zip", lists)
    ingest(lists)
    ingest(tmp_path / "sent")
    write_list(lists / "subah.csv", BPUM, SITI_AGAIN)
    told = {row["source_file"]: row["status"] for row in ingest(lists).sources}
    assert told == {"subah.csv": "read", "survey.csv": "read", "kiriman.zip/desa/subah.csv": "read"}


def test_a_file_that_changes_while_it_is_read_is_tried_again(ingest, lists, monkeypatch):
    def change_and_run(function, tasks, **_limits):
        write_list(lists / "subah.csv", BPUM, SITI_AGAIN)
        yield from in_process(function, tasks)

    monkeypatch.setattr(intake, "run_isolated", change_and_run)
    assert [(error.facts["file"], error.facts["reason"]) for error in ingest(lists).unreadable] == [
        ("subah.csv", "changed")
    ]
    assert ingest(lists).unreadable == ()


def test_a_file_whose_name_is_no_text_is_read_all_the_same(ingest, lists, read_files):
    (lists / "subah.csv").rename(lists / os.fsdecode(b"d\xe9sa.csv"))
    assert [row["source_file"] for row in ingest(lists).sources] == ["d\\udce9sa.csv", "survey.csv"]
    read_files()
    assert ingest(lists).states["unchanged"] == 2


def test_a_workspace_of_an_older_format_is_refused(ingest, lists, tmp_path):
    ingest(lists)
    manifest = tmp_path / "ws" / "umkm.json"
    manifest.write_text(manifest.read_text("utf-8").replace(f'"format": {WORKSPACE_FORMAT}', '"format": 2'), "utf-8")
    with pytest.raises(OtherVersionError):
        ingest(lists)


def test_a_run_with_nothing_new_starts_no_worker_and_loads_no_pandas(ingest, lists, tmp_path):
    ingest(lists)
    code = (
        "import sys; from umkm_cli.cli import run; from umkm_cli.files import pool; pool._context = None; "
        "status = run(sys.argv[1:], {}); print(status, 'pandas' in sys.modules)"
    )
    arguments = ["ingest", str(lists), "-w", str(tmp_path / "ws"), "-q"]
    ended = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert (ended.stdout, ended.stderr) == ("0 False\n", "")


NAMES = ("a.csv", "b.csv", "deep/c.csv", "y.zip")
SHAPES = {
    "one": lambda path: write_list(path, BPUM, SITI, SLAMET, title="DATA BPUM DESA SUBAH"),
    "more": lambda path: write_list(path, BPUM, SITI, SLAMET, SITI_AGAIN, title="DATA BPUM DESA SUBAH"),
    "survey": lambda path: write_list(path, SURVEY, SLAMET_VISITED),
    "notes": lambda path: path.write_text("shopping\nrice\n", "utf-8"),
    "broken": lambda path: path.write_bytes(b"PK\x03\x04 nonsense"),
}
"""What a file may hold; `one` in another dress has the same cells but other bytes."""


def write_shape(path, shape, dress):
    path.parent.mkdir(parents=True, exist_ok=True)
    SHAPES[shape](path)
    if dress:
        path.write_bytes(path.read_bytes().replace(b"SITI", b"siti"))


class Folder(RuleBasedStateMachine):
    """A folder of lists that changes between runs."""

    def __init__(self):
        super().__init__()
        self.place = TemporaryDirectory()
        self.lists = Path(self.place.name, "lists")
        self.lists.mkdir()
        self.runs = 0
        self.data_year, self.list_name = 2021, None

    def teardown(self):
        self.place.cleanup()

    @rule(
        name=st.sampled_from(NAMES),
        shape=st.sampled_from(["one", "one", "more", "survey", "notes", "broken"]),
        dress=st.booleans(),
    )
    def write(self, name, shape, dress):
        write_shape(self.lists / name, shape, dress)

    @rule(name=st.sampled_from(NAMES))
    def remove(self, name):
        (self.lists / name).unlink(missing_ok=True)

    @rule(old=st.sampled_from(NAMES), new=st.sampled_from(NAMES))
    def rename(self, old, new):
        if (self.lists / old).exists():
            (self.lists / new).parent.mkdir(exist_ok=True)
            (self.lists / old).rename(self.lists / new)

    @rule(names=st.sets(st.sampled_from(NAMES[:-1])))
    def pack(self, names):
        with ZipFile(self.lists / NAMES[-1], "w") as archive:
            for name in sorted(names):
                if (self.lists / name).exists():
                    archive.write(self.lists / name, name)

    @rule(year=st.sampled_from([2020, 2021]), list_name=st.sampled_from([None, "survey"]))
    def set(self, year, list_name):
        self.data_year, self.list_name = year, list_name

    @precondition(lambda self: any(self.lists.rglob("*.csv")))
    @invariant()
    def a_run_gives_what_a_run_from_nothing_gives(self):
        self.runs += 1
        again, fresh = (self.ingest(name) for name in ("ws", f"fresh{self.runs}"))
        assert again == fresh

    def ingest(self, name):
        space, config = Path(self.place.name, name), Config(data_year=self.data_year)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(intake, "run_isolated", in_process)
            try:
                runs.ingest([self.lists], workspace=space, config=config, list_name=self.list_name)
                assert not runs.ingest([self.lists], workspace=space, config=config, list_name=self.list_name).is_new
            except (NoTableError, NoFilesError, UnreadableFileError) as error:
                return type(error), sorted(map(str, error.facts))
        stored = Workspace.open(space)
        return [stored.read(table).to_pylist() for table in TABLES]


TestFolder = Folder.TestCase
TestFolder.settings = settings(
    max_examples=15, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
)
