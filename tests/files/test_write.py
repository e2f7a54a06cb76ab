import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from umkm_cli.errors import CannotWriteError
from umkm_cli.files.write import make_folder, write_bytes, write_table
from umkm_cli.schema import RECORDS


def test_a_file_is_replaced_whole_and_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "x.parquet"
    path.write_bytes(b"old")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "fdopen", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, step):
    def fail(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    path = tmp_path / "x.parquet"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(Path if step == "replace" else os, step, fail)
        with pytest.raises(CannotWriteError) as caught:
            write_bytes(path, b"new")
    assert caught.value.facts == {"path": path, "reason": "disk_full"}
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_why_a_file_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    for path, reason in [
        (tmp_path / "file" / "x", "not_a_folder"),
        (tmp_path / "none" / "x", "no_folder"),
        (tmp_path / "folder", "is_a_folder"),
    ]:
        with pytest.raises(CannotWriteError) as caught:
            write_bytes(path, b"x")
        assert caught.value.facts["reason"] == reason
    with pytest.raises(CannotWriteError) as caught:
        make_folder(tmp_path / "file")
    assert caught.value.facts["reason"] == "not_a_folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_closed_folder_says_no_permission(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(CannotWriteError) as caught:
        write_bytes(tmp_path / "x", b"x")
    assert caught.value.facts["reason"] == "no_permission"


def test_a_table_comes_back_and_its_footer_names_nobody(tmp_path):
    nik = "3325110505809001"
    rows = RECORDS.from_rows([{"record_id": "a", "nik": nik, "name": "SITI", "village": "Subah", "raw_nik": nik}])
    write_table(tmp_path / "x.parquet", rows, metadata={"umkm.run": "1"})
    file = pq.ParquetFile(tmp_path / "x.parquet")
    assert file.read().replace_schema_metadata(None).equals(rows)
    assert file.schema_arrow.metadata[b"umkm.run"] == b"1"
    group = file.metadata.row_group(0)
    columns = {group.column(place).path_in_schema: group.column(place) for place in range(group.num_columns)}
    assert {column.compression for column in columns.values()} == {"ZSTD"}
    assert columns["village"].is_stats_set
    for column in RECORDS.columns:
        told = [facts for path, facts in columns.items() if path.split(".")[0] == column.name]
        assert not (column.is_personal and any(facts.is_stats_set for facts in told)), column.name
    assert pa.types.is_string(file.schema_arrow.field("nik").type)
