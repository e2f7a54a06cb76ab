import json
import os

import pyarrow as pa
import pytest

from umkm_cli.errors import (
    CannotWriteError,
    DamagedWorkspaceError,
    NotDedupedError,
    NotIngestedError,
    OtherVersionError,
    WorkspaceBusyError,
)
from umkm_cli.files import workspace as module
from umkm_cli.files.workspace import Workspace
from umkm_cli.schema import WORKSPACE_FORMAT

NOW = f'{{"format": {WORKSPACE_FORMAT}}}'

OLD, NEW = pa.table({"record_id": ["a"]}), pa.table({"record_id": ["b", "c"]})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "umkm-data"


def publish(path, tables, *, run="1", drop=()):
    workspace = Workspace.open(path)
    with workspace.lock():
        workspace.publish(tables, run=run, drop=drop)
    return workspace


def test_what_was_published_is_read_back(path):
    publish(path, {"records": OLD, "rejects": NEW}, run="r1")
    workspace = Workspace.open(path)
    assert workspace.read("records").equals(OLD)
    assert workspace.read("rejects").equals(NEW)
    assert workspace.run_of("records") == "r1"
    assert (workspace.has("rejects"), workspace.has("owners"), workspace.run_of("owners")) == (True, False, None)
    workspace.verify()
    names = {file.name for file in path.iterdir()}
    assert {"records.parquet", "rejects.parquet", "umkm.json"} <= names
    assert not [name for name in names if name.endswith((".staged", ".part"))]


def test_some_columns_are_read_without_the_others_and_without_those_that_are_not_there(path):
    publish(path, {"records": pa.table({"record_id": ["a"], "name": ["SITI"], "nik": [None]})})
    assert Workspace.open(path).read("records", "nik", "record_id", "shoe_size").column_names == ["nik", "record_id"]


def test_only_the_owner_may_look_inside(path):
    publish(path, {"records": OLD})
    assert path.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in path.iterdir()} == {0o600}


def test_a_new_ingest_drops_what_is_stale_and_keeps_the_rest(path):
    publish(path, {"records": OLD, "owners": OLD})
    (path / "catatan.txt").write_text("milik kantor")
    workspace = publish(path, {"records": NEW}, run="2", drop=["owners", "pairs"])
    assert (workspace.has("owners"), workspace.read("records").num_rows) == (False, 2)
    assert not (path / "owners.parquet").exists()
    assert (path / "catatan.txt").read_text() == "milik kantor"


def test_a_missing_table_names_the_command_that_makes_it(path):
    workspace = Workspace.open(path)
    assert not path.exists()
    for table, error in (("records", NotIngestedError), ("owners", NotDedupedError)):
        with pytest.raises(error):
            workspace.read(table)


@pytest.mark.parametrize("writes", range(3))
def test_a_crash_before_the_manifest_leaves_the_old_tables(path, monkeypatch, writes):
    publish(path, {"records": OLD, "rejects": OLD})
    crash_after(monkeypatch, "write_bytes", writes)
    with pytest.raises(SystemExit):
        publish(path, {"records": NEW, "rejects": NEW}, run="2")
    monkeypatch.undo()
    workspace = Workspace.open(path)
    assert [workspace.read(table).equals(OLD) for table in ("records", "rejects")] == [True, True]
    publish(path, {"sources": OLD})
    assert not list(path.glob(".*.staged"))


def test_a_crash_after_the_manifest_leaves_the_new_tables(path, monkeypatch):
    publish(path, {"records": OLD, "owners": OLD})
    workspace = Workspace.open(path)
    with workspace.lock():
        monkeypatch.setattr(Workspace, "_sweep", _crash)
        with pytest.raises(SystemExit):
            workspace.publish({"records": NEW}, run="2", drop=["owners"])
    monkeypatch.undo()
    found = Workspace.open(path)
    assert (found.read("records").equals(NEW), found.has("owners")) == (True, False)
    with found.lock():
        assert not list(path.glob(".*.staged"))
        assert not (path / "owners.parquet").exists()
    assert Workspace.open(path).read("records").equals(NEW)


def _crash(*_arguments, **_options):
    raise SystemExit


def crash_after(monkeypatch, name, calls):
    real, left = getattr(module, name), iter(range(calls))
    monkeypatch.setattr(module, name, lambda *given: real(*given) if next(left, None) is not None else _crash())


DAMAGES = [
    ("gone", lambda file: file.unlink()),
    ("cut", lambda file: file.write_bytes(file.read_bytes()[:-9])),
    ("no Parquet", lambda file: file.write_bytes(b"x" * file.stat().st_size)),
]


@pytest.mark.parametrize("damage", [damage for _, damage in DAMAGES], ids=[name for name, _ in DAMAGES])
def test_a_damaged_table_is_told(path, damage):
    workspace = publish(path, {"records": OLD})
    damage(path / "records.parquet")
    with pytest.raises(DamagedWorkspaceError) as caught:
        workspace.read("records")
    assert caught.value.facts == {"path": path, "table": "records"}


def test_a_table_of_another_run_is_told(path, tmp_path):
    publish(path, {"records": OLD}, run="1")
    publish(tmp_path / "other", {"records": OLD}, run="2")
    (tmp_path / "other" / "records.parquet").replace(path / "records.parquet")
    with pytest.raises(DamagedWorkspaceError):
        Workspace.open(path).read("records")


def test_verify_sees_a_changed_byte(path):
    workspace = publish(path, {"records": OLD})
    manifest = json.loads((path / "umkm.json").read_text())
    manifest["tables"]["records"]["sha256"] = "0" * 64
    (path / "umkm.json").write_text(json.dumps(manifest))
    assert workspace.read("records").equals(OLD)
    with pytest.raises(DamagedWorkspaceError):
        Workspace.open(path).verify()


@pytest.mark.parametrize("content", ["", "[]", "{}", NOW, NOW[:-1] + ', "tables": {"records": {}}}'])
def test_a_manifest_that_makes_no_sense_is_told(path, content):
    path.mkdir()
    (path / "umkm.json").write_text(content)
    with pytest.raises(DamagedWorkspaceError):
        Workspace.open(path)


def test_a_workspace_of_another_version_is_left_alone(path):
    path.mkdir()
    (path / "umkm.json").write_text('{"format": 99}')
    with pytest.raises(OtherVersionError) as caught:
        Workspace.open(path)
    assert (caught.value.facts["found"], caught.value.facts["expected"]) == (99, WORKSPACE_FORMAT)


def test_a_file_is_no_workspace(path):
    path.write_text("")
    with pytest.raises(CannotWriteError) as caught:
        Workspace.open(path)
    assert caught.value.facts["reason"] == "not_a_folder"


def test_a_second_writer_is_told_who_holds_the_workspace(path):
    with Workspace.open(path).lock():
        with pytest.raises(WorkspaceBusyError) as caught, Workspace.open(path).lock():
            pass
        assert f"pid {os.getpid()}" in str(caught.value.facts["holder"])
    with Workspace.open(path).lock():
        pass


def test_the_lock_looks_again_at_what_others_published(path):
    early = Workspace.open(path)
    publish(path, {"records": NEW})
    with early.lock():
        assert early.read("records").equals(NEW)
