"""What people decide holds, whatever the evidence and whatever becomes of the lists, until they take it back."""

import csv
import json
from shutil import copytree

import pytest

from tests.conftest import BPUM, SITI, SITI_AGAIN, SLAMET, SLAMET_VISITED, SURVEY, write_list
from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision
from umkm_cli.files.workspace import Workspace
from umkm_cli.ledger import entries_of, merge_log, new_id, now, withdraw, write_down
from umkm_cli.reviewing.settle import settle

CONFIG = Config(workers=1)
TITLE = "DATA BPUM DESA SUBAH KECAMATAN SUBAH TAHUN 2021"
KARTO = ("3325111203709003", "KARTO WIJOYO", "Dk. Krajan RT 03 RW 02", "Subah", "081234567899", "Kayu")


class Office:
    """Lists and their workspace; rows are named by their file and number."""

    def __init__(self, folder):
        self.lists, self.space = folder / "lists", folder / "ws"

    def open(self):
        write_list(self.lists / "subah.csv", BPUM, SLAMET, SITI, SITI_AGAIN, KARTO, title=TITLE)
        write_list(self.lists / "survey.csv", SURVEY, SLAMET_VISITED)
        self.match()

    def match(self):
        runs.ingest([self.lists], workspace=self.space, config=CONFIG)
        return runs.dedupe(workspace=self.space, config=CONFIG).counts

    def records(self):
        rows = Workspace.open(self.space).read("records", "record_id", "source_file", "source_row").to_pylist()
        return {(row["source_file"], row["source_row"]): row["record_id"] for row in rows}

    def id(self, file, row):
        return self.records()[file, row]

    def decide(self, one, other, answer, by="Ani", settles=(), note=""):
        left, right = sorted(self.id(*place) for place in (one, other))
        told = Decision(
            id=new_id(), act=new_id(), by=by, at=now(), left=left, right=right, answer=Answer(answer), settles=settles,
            note=note,
        )  # fmt: skip
        write_down(self.space, [told])
        return told.id

    def together(self, *places):
        clusters = Workspace.open(self.space).read("clusters").to_pylist()
        owner_of = {row["record_id"]: row["owner_id"] for row in clusters}
        return len({owner_of[self.id(*place)] for place in places}) == 1

    def correct(self, file, number, column, value):
        path = self.lists / file
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        rows[number - 1][column] = value
        with path.open("w", newline="", encoding="utf-8") as target:
            csv.writer(target).writerows(rows)


SLAMET_AT, SITI_AT, SITI_TOO, KARTO_AT = (("subah.csv", row) for row in (3, 4, 5, 6))
VISIT_AT = ("survey.csv", 2)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    Office(folder).open()
    return folder


@pytest.fixture
def office(opened, tmp_path):
    copytree(opened, tmp_path, dirs_exist_ok=True)
    return Office(tmp_path)


@pytest.fixture
def moving(tmp_path):
    """An office whose lists are where they were read from, so that it is noticed when one goes."""
    made = Office(tmp_path)
    made.open()
    return made


def test_without_decisions_evidence_alone_counts(office):
    assert office.together(SITI_AT, SITI_TOO)
    assert office.together(SLAMET_AT, VISIT_AT)
    assert not office.together(SLAMET_AT, KARTO_AT)


def test_two_rows_with_sound_numbers_of_two_people_are_one_owner_when_people_say_so(office):
    told = office.decide(SLAMET_AT, KARTO_AT, "same")
    assert office.match()["decided"] == 1
    assert office.together(SLAMET_AT, KARTO_AT)
    withdraw(told, workspace=office.space, reviewer="Ani")
    office.match()
    assert not office.together(SLAMET_AT, KARTO_AT)


def test_a_number_that_people_disproved_keeps_nobody_else_away(office):
    """The visit has the number of Slamet: where he is Karto, Karto's number is wrong and the visit his."""
    office.decide(SLAMET_AT, KARTO_AT, "same")
    office.match()
    assert office.together(SLAMET_AT, KARTO_AT, VISIT_AT)


def test_two_rows_alike_are_two_owners_when_people_say_so(office):
    office.decide(SITI_AT, SITI_TOO, "different")
    office.match()
    assert not office.together(SITI_AT, SITI_TOO)


def test_decisions_reach_through_chains(office):
    office.decide(SITI_AT, SLAMET_AT, "same")
    office.decide(SLAMET_AT, KARTO_AT, "same", by="Budi")
    office.match()
    assert office.together(SITI_AT, SLAMET_AT, KARTO_AT)


def test_a_row_goes_with_whom_people_joined_it_to_and_not_with_whom_they_kept_it_from(office):
    office.decide(SITI_AT, SITI_TOO, "different")
    office.decide(SITI_TOO, KARTO_AT, "same")
    office.match()
    assert office.together(SITI_TOO, KARTO_AT)
    assert not office.together(SITI_AT, SITI_TOO)


def test_a_decision_holds_when_lists_come_and_go(moving):
    moving.decide(SLAMET_AT, KARTO_AT, "same")
    write_list(moving.lists / "more.csv", BPUM, SITI, title=TITLE.replace("2021", "2020"))
    assert moving.match()["decided"] == 1
    (moving.lists / "more.csv").unlink()
    assert moving.match()["decided"] == 1
    assert moving.together(SLAMET_AT, KARTO_AT)


def test_a_decision_holds_when_a_file_gets_another_name(moving):
    moving.decide(SLAMET_AT, KARTO_AT, "same")
    (moving.lists / "subah.csv").rename(moving.lists / "subah fix.csv")
    moving.match()
    assert moving.together(("subah fix.csv", 3), ("subah fix.csv", 6))


@pytest.mark.parametrize("answer", ["same", "different"])
def test_a_decision_follows_a_row_that_was_corrected(moving, answer):
    places = (SLAMET_AT, KARTO_AT) if answer == "same" else (SITI_AT, SITI_TOO)
    moving.decide(*places, answer)
    moving.match()
    before = moving.id(*places[1])
    moving.correct("subah.csv", places[1][1], 3, "Dk. Krajan RT 05 RW 02")
    assert moving.match()["decided"] == 1
    assert moving.id(*places[1]) != before
    assert moving.together(*places) == (answer == "same")


def test_a_decision_about_a_row_that_is_gone_binds_again_when_it_comes_back(moving):
    moving.decide(VISIT_AT, KARTO_AT, "same")
    moving.match()
    kept = (moving.lists / "survey.csv").read_bytes()
    (moving.lists / "survey.csv").unlink()
    counts = moving.match()
    assert (counts["decided"], counts["decided_gone"]) == (0, 1)
    (moving.lists / "survey.csv").write_bytes(kept)
    counts = moving.match()
    assert (counts["decided"], counts["decided_gone"]) == (1, 0)
    assert moving.together(VISIT_AT, KARTO_AT)


def test_two_people_who_contradict_each_other_bind_nothing_until_a_third_settles_it(office):
    told = [office.decide(SLAMET_AT, KARTO_AT, "same"), office.decide(SLAMET_AT, KARTO_AT, "different", by="Budi")]
    counts = office.match()
    assert (counts["decided"], counts["contradicted"]) == (0, 1)
    assert not office.together(SLAMET_AT, KARTO_AT)
    office.decide(SLAMET_AT, KARTO_AT, "same", by="Cici", settles=tuple(told))
    counts = office.match()
    assert (counts["decided"], counts["contradicted"]) == (1, 0)
    assert office.together(SLAMET_AT, KARTO_AT)


def test_a_chain_that_contradicts_itself_binds_nothing(office):
    office.decide(SLAMET_AT, SITI_AT, "same")
    office.decide(SITI_AT, KARTO_AT, "same", by="Budi")
    office.decide(SLAMET_AT, KARTO_AT, "different", by="Cici")
    counts = office.match()
    assert (counts["decided"], counts["contradicted"]) == (0, 1)
    assert not office.together(SLAMET_AT, SITI_AT)


def test_the_log_of_another_reviewer_binds_as_ones_own(office, opened, tmp_path):
    elsewhere = Office(copytree(opened, tmp_path / "elsewhere"))
    elsewhere.decide(SLAMET_AT, KARTO_AT, "same", by="Budi")
    found = merge_log(elsewhere.space / "decisions.jsonl", workspace=office.space, reviewer="Ani")
    assert (found.added, found.known, found.elsewhere) == (1, 0, 0)
    office.match()
    assert office.together(SLAMET_AT, KARTO_AT)


def test_nothing_new_makes_the_run_the_same(office):
    office.decide(SLAMET_AT, KARTO_AT, "same")
    office.match()
    run = Workspace.open(office.space).run_of("clusters")
    runs.dedupe(workspace=office.space, config=CONFIG)
    assert Workspace.open(office.space).run_of("clusters") == run


def test_explain_tells_who_decided_and_what_the_evidence_alone_would_say(office, umkm):
    office.decide(SLAMET_AT, KARTO_AT, "same", note="KTP baru")
    office.match()
    pair = office.id(*SLAMET_AT), office.id(*KARTO_AT)
    shown = umkm("explain", *pair, "-w", office.space)
    assert "a person decided so" in shown.out
    assert "Ani" in shown.out
    assert "KTP baru" in shown.out
    told = json.loads(umkm("explain", *pair, "-w", office.space, "--json").out)
    assert told["outcome"] == "decided_same"
    assert [(one["by"], one["answer"], one["note"]) for one in told["opinions"]] == [("Ani", "same", "KTP baru")]


def test_dedupe_tells_what_of_the_decisions_counts(office, umkm):
    office.decide(SLAMET_AT, KARTO_AT, "same")
    office.decide(SITI_AT, SITI_TOO, "same")
    office.decide(SITI_AT, SITI_TOO, "different", by="Budi")
    shown = umkm("dedupe", "-w", office.space)
    assert "Pairs that people decided" in shown.out
    assert "Contradictions of people" in shown.out


def test_the_log_stays_when_lists_are_read_and_owners_found(office):
    office.decide(SLAMET_AT, KARTO_AT, "same")
    log = (office.space / "decisions.jsonl").read_bytes()
    office.match()
    assert (office.space / "decisions.jsonl").read_bytes() == log
    assert len(settle(entries_of(office.space)).given) == 1
