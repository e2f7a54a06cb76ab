"""A folder of hostile files: each is told with a reason, none stops the run, and the good list beside them goes in."""

import os
import random
import resource
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import BPUM, SITI, SLAMET, write_list
from tests.files.hostile import HARMLESS, UNREADABLE, damaged, workbooks
from umkm_cli.config import Config
from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.html import read_html
from umkm_cli.files.sniff import sniff
from umkm_cli.files.spreadsheet_xml import read_spreadsheet_xml
from umkm_cli.files.workspace import Workspace
from umkm_cli.ingest import ingest

MUTANTS = 40
"""Damaged files of each format."""


def taken_in(folder, tmp_path, **limits):
    result = ingest([folder], workspace=tmp_path / "ws", config=Config(workers=2, **limits))
    told = defaultdict(list)
    for row in result.sources:
        told[row["source_file"]].append(row)
    return told, Workspace.open(tmp_path / "ws")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "lists"
    write_list(folder / "baik.csv", BPUM, SLAMET, SITI)
    return folder


@pytest.mark.slow
def test_every_hostile_file_is_told_and_the_good_list_goes_in(folder, tmp_path):
    for name, (data, _) in UNREADABLE.items():
        (folder / name).write_bytes(data)
    for name, data in HARMLESS.items():
        (folder / name).write_bytes(data)
    (folder / "~$baik.xlsx").write_bytes(b"\x06office")
    (folder / "lingkaran").symlink_to(folder, target_is_directory=True)
    (folder / "putus.xlsx").symlink_to(folder / "tidak-ada.xlsx")
    os.mkfifo(folder / "pipa.xlsx")
    told, workspace = taken_in(folder, tmp_path, max_file_mb=64, seconds_per_file=60)
    reasons = {name.split("/")[0]: {row["reason"] for row in rows} for name, rows in told.items()}
    for name, (_, may_be) in UNREADABLE.items():
        assert reasons[name] <= may_be, name
    assert set(HARMLESS) <= reasons.keys()
    assert not any(name.startswith(("~$", "lingkaran", "putus", "pipa")) for name in told)
    assert workspace.read("records").column("name").to_pylist() == ["Slamet Riyadi", "Siti Aminah"]
    assert not (tmp_path / "keluar.csv").exists()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1 << 21  # KiB: what they claim would be far more


@pytest.mark.slow
def test_damaged_files_are_read_or_told_and_stop_nothing(folder, tmp_path):
    dice = random.Random(20_211)  # noqa: S311 - no secret
    names = []
    for ending, data in workbooks().items():
        for number in range(MUTANTS):
            names.append(f"{number}.{ending}")
            (folder / names[-1]).write_bytes(damaged(data, dice))
    told, workspace = taken_in(folder, tmp_path, seconds_per_file=30)
    seen = {name.split("/")[0] for name in told}
    assert seen == {*names, "baik.csv"}
    assert {row["status"] for rows in told.values() for row in rows} <= {
        "read",
        "unreadable",
        "no_table",
        "empty",
        "duplicate",
    }
    good = workspace.read("records").filter(workspace.read("records")["source_file"].to_numpy() == "baik.csv")
    assert good.num_rows == 2


@pytest.mark.parametrize(
    ("read", "kind", "good"),
    [(read_html, "html", workbooks()["html"]), (read_spreadsheet_xml, "xml", workbooks()["xml"])],
)
def test_our_own_parsers_give_sheets_or_a_reason(read, kind, good):
    @given(st.randoms(use_true_random=False), st.integers(1, 4))
    def holds(dice, times):
        data = good
        for _ in range(times):
            data = damaged(data or good, dice)
        try:
            outcome = {"read" for sheet in read(data, format=kind, source_file="x", max_bytes=1 << 24) if sheet.rows}
        except UnreadableFileError as error:
            outcome = {error.facts["reason"]}
        assert outcome <= {"read", "broken", "too_large", "not_a_table", "empty_file"}

    holds()


@given(st.binary(max_size=400) | st.sampled_from(list(workbooks().values())).map(lambda data: data[:300]))
def test_any_bytes_are_of_some_kind(data):
    assert isinstance(sniff(data), str)
