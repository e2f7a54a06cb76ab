"""What `umkm dedupe` publishes, and what of it lasts from run to run."""

from importlib import resources

import pytest

from tests.conftest import BPUM, SITI, SITI_AGAIN, SLAMET, write_list
from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.errors import DamagedWorkspaceError, MissingColumnError
from umkm_cli.files.workspace import Workspace
from umkm_cli.schema import OWNERS

CONFIG = Config(workers=2)
KARTO = ("3325111203709003", "KARTO WIJOYO", "Dk. Krajan RT 03 RW 02", "Subah", "081234567899", "Kayu")
WIFE = ("3325115203729004", "SUMINAH", "Dk. Krajan RT 03 RW 02", "Subah", "081234567899", "Tempe")
TITLE = "DATA BPUM DESA SUBAH KECAMATAN SUBAH TAHUN 2021"


@pytest.fixture
def space(tmp_path):
    """A folder for lists, beside a workspace that `match` brings up to date."""
    return tmp_path / "ws"


def match(space, lists, **files):
    """Write lists (None for one to take away), ingest the folder and find the owners."""
    for name, rows in files.items():
        path = lists / f"{name}.csv"
        if rows is None:
            path.unlink()
        else:
            write_list(path, BPUM, *rows, title=TITLE)
    runs.ingest([lists], workspace=space, config=CONFIG)
    return runs.dedupe(workspace=space, config=CONFIG)


def owners(space):
    """`owner_id` by NIK."""
    table = Workspace.open(space).read("owners", "nik", "owner_id")
    return dict(zip(*(table[name].to_pylist() for name in ("nik", "owner_id")), strict=True))


def changed(result):
    return {kind: count for kind, count in result.changed.items() if count}


def test_owners_keep_their_ids_when_lists_come_change_and_go(space, tmp_path):
    lists = tmp_path / "lists"
    first = match(space, lists, one=[SLAMET, SITI], two=[KARTO])
    known = owners(space)
    assert first.changes is None
    corrected = (SLAMET[0], "SLAMET RIYANTO", *SLAMET[2:])
    second = match(space, lists, one=[KARTO, corrected, SITI], three=[SITI_AGAIN], two=None)
    assert owners(space) == known
    assert changed(second) == {"changed": 2, "unchanged": 1}
    third = match(space, lists, one=[corrected], three=None)
    assert owners(space) == {SLAMET[0]: known[SLAMET[0]]}
    assert changed(third) == {"left": 2, "unchanged": 1}
    match(space, lists, one=[KARTO, corrected, SITI])  # just as before: who was gone is known again
    assert owners(space) == known


def groups(space):
    """Which records are one owner, whatever its id."""
    found = {}
    for row in Workspace.open(space).read("clusters").to_pylist():
        found.setdefault(row["owner_id"], set()).add(row["record_id"])
    return {frozenset(records) for records in found.values()}


def test_owners_after_several_runs_are_those_of_a_run_from_nothing(space, tmp_path):
    lists, people = tmp_path / "lists", [SLAMET, SITI, KARTO, WIFE]
    match(space, lists, one=people, two=[SITI_AGAIN])
    match(space, lists, three=[SLAMET, KARTO], two=None)
    match(space, lists, one=people[1:], two=[SITI_AGAIN, WIFE])
    runs.ingest([lists], workspace=tmp_path / "fresh", config=CONFIG)
    runs.dedupe(workspace=tmp_path / "fresh", config=CONFIG)
    assert groups(space) == groups(tmp_path / "fresh")
    assert sorted(map(len, groups(space))) == [1, 2, 2, 2]


def test_a_run_without_news_leaves_the_changes_as_they_are(space, tmp_path):
    lists = tmp_path / "lists"
    match(space, lists, one=[SLAMET])
    told = match(space, lists, one=[SLAMET, SITI])
    again = runs.dedupe(workspace=space, config=CONFIG)
    assert changed(told) == changed(again) == {"added": 1, "unchanged": 1}
    assert again.changes.equals(told.changes)
    other = runs.dedupe(workspace=space, config=Config(match_threshold=0.99))
    assert changed(other) == {"unchanged": 2}


def test_households_are_published_beside_the_owners(space, tmp_path):
    result = match(space, tmp_path / "lists", one=[SLAMET, SITI, KARTO, WIFE])
    homes = Workspace.open(space).read("households").to_pylist()
    ids = owners(space)
    assert {home["owner_id"] for home in homes} == {ids[KARTO[0]], ids[WIFE[0]]}
    assert (result.counts["owners"], result.counts["households"], result.counts["household_owners"]) == (4, 1, 2)


def test_new_records_make_all_that_was_found_stale_but_not_the_ids(space, tmp_path):
    lists = tmp_path / "lists"
    match(space, lists, one=[SLAMET])
    write_list(lists / "one.csv", BPUM, SLAMET, SITI, title=TITLE)
    runs.ingest([lists], workspace=space, config=CONFIG)
    here = {name for name in ("pairs", "clusters", "owners", "households", "weights", "changes", "identities")
            if Workspace.open(space).has(name)}  # fmt: skip
    assert here == {"identities"}


def test_records_of_another_workspace_are_refused(space, tmp_path):
    match(space, tmp_path / "lists", one=[SLAMET, SITI])
    match(tmp_path / "other", tmp_path / "more", one=[KARTO])
    (space / "records.parquet").write_bytes((tmp_path / "other" / "records.parquet").read_bytes())
    with pytest.raises(DamagedWorkspaceError):
        runs.dedupe(workspace=space, config=CONFIG)


def test_lists_of_ingest_can_be_judged_by_a_model_of_ones_own(space, tmp_path):
    match(space, tmp_path / "lists", one=[SLAMET, SITI], two=[SITI_AGAIN])
    shipped = resources.files("umkm_cli.matching").joinpath("models", "bpum.toml").read_text("utf-8")
    text, golden, _ = shipped.partition("[golden]")
    assert golden
    (tmp_path / "mine.toml").write_text(text.replace('name = "bpum"', 'name = "mine"'), "utf-8")
    result = runs.dedupe(workspace=space, config=CONFIG, model=str(tmp_path / "mine.toml"))
    assert changed(result) == {"unchanged": 2}
    assert Workspace.open(space).read("owners").column_names == list(OWNERS.names)


def test_a_model_of_other_lists_is_refused_by_the_column_it_lacks(space, tmp_path):
    match(space, tmp_path / "lists", one=[SLAMET])
    with pytest.raises(MissingColumnError) as caught:
        runs.dedupe(workspace=space, config=CONFIG, model="febrl3")
    assert caught.value.facts["column"] == "given_name"
    assert "raw_" not in caught.value.facts["columns"]


def test_changes_are_looked_up_where_nothing_is_new(space, tmp_path, monkeypatch):
    lists = tmp_path / "lists"
    match(space, lists, one=[SLAMET])
    told = match(space, lists, one=[SLAMET, SITI])
    monkeypatch.setattr("umkm_cli.dedupe.find_owners", None)
    again = runs.dedupe(workspace=space, config=CONFIG, is_again=False)
    assert (again.changed, again.changed_owners()) == (told.changed, told.changed_owners())
    assert again.counts == {"records": 2, "owners": 2}
    with pytest.raises(TypeError):
        runs.dedupe(workspace=space, config=Config(match_threshold=0.99), is_again=False)
