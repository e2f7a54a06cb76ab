"""`umkm review --status`, `--withdraw`, `--import` of a log, and two people at once."""

import getpass
import json
import os
import signal
import subprocess
import sys
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import BPUM, SITI, SITI_AGAIN, SLAMET, SLAMET_VISITED, SURVEY, write_list
from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Correction, Decision
from umkm_cli.errors import BadDecisionsError, ReviewBusyError, UnknownDecisionError
from umkm_cli.files.decision_log import LOG_NAME
from umkm_cli.files.workspace import Workspace
from umkm_cli.ledger import entries_of, hold_review, merge_log, new_id, now, withdraw, write_down
from umkm_cli.reviewing.settle import settle

CONFIG = Config(workers=1)
TITLE = "DATA BPUM DESA SUBAH KECAMATAN SUBAH TAHUN 2021"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    write_list(folder / "lists" / "subah.csv", BPUM, SLAMET, SITI, SITI_AGAIN, title=TITLE)
    write_list(folder / "lists" / "survey.csv", SURVEY, SLAMET_VISITED)
    runs.ingest([folder / "lists"], workspace=folder / "ws", config=CONFIG)
    runs.dedupe(workspace=folder / "ws", config=CONFIG)
    return folder / "ws"


@pytest.fixture
def space(office, tmp_path):
    return copytree(office, tmp_path / "ws")


@pytest.fixture
def rows(space):
    return sorted(Workspace.open(space).read("records", "record_id")["record_id"].to_pylist())


def decision(left, right, answer="same", by="Ani", **more):
    left, right = sorted((left, right))
    told = {"id": new_id(), "act": new_id(), "at": now()} | more
    return Decision(by=by, left=left, right=right, answer=Answer(answer), **told)


def another(folder, *entries):
    write_down(folder, entries)
    return folder / "decisions.jsonl"


def merge(path, space):
    found = merge_log(path, workspace=space, reviewer="Ani")
    return found.added, found.known, found.elsewhere


def test_merging_adds_what_is_new_once(space, rows, tmp_path):
    write_down(space, [decision(rows[0], rows[1])])
    log = another(tmp_path / "other", decision(rows[0], rows[2], by="Budi"), decision(rows[1], rows[3], by="Budi"))
    assert merge(log, space) == (2, 0, 0)
    before = (space / "decisions.jsonl").read_bytes()
    assert merge(log, space) == (0, 2, 0)
    assert (space / "decisions.jsonl").read_bytes() == before


def test_merging_ones_own_log_changes_nothing(space, rows):
    write_down(space, [decision(rows[0], rows[1])])
    assert merge(space / "decisions.jsonl", space) == (0, 1, 0)


def test_decisions_about_other_rows_are_kept_and_told(space, rows, tmp_path):
    log = another(tmp_path / "other", decision(rows[0], rows[1], by="Budi"), decision("f" * 16, rows[1], by="Budi"))
    assert merge(log, space) == (2, 0, 1)


def test_a_log_of_another_list_is_refused(space, tmp_path):
    log = another(tmp_path / "other", decision("e" * 16, "f" * 16, by="Budi"))
    with pytest.raises(BadDecisionsError) as caught:
        merge(log, space)
    assert caught.value.facts["reason"] == "other_list"
    assert entries_of(space) == []


def test_a_decision_withdrawn_elsewhere_is_withdrawn_here(space, rows, tmp_path):
    told = decision(rows[0], rows[1])
    write_down(space, [told])
    other = copytree(space, tmp_path / "other")
    withdraw(told.id, workspace=other, reviewer="Budi")
    merge(other / "decisions.jsonl", space)
    assert settle(entries_of(space)).given == ()


@settings(max_examples=8)  # each is dozens of acts on the disk
@given(dice=st.randoms(use_true_random=False))
def test_three_reviewers_who_exchange_logs_in_any_order_hold_the_same(office, tmp_path_factory, dice):
    ids = sorted(Workspace.open(office).read("records", "record_id")["record_id"].to_pylist())
    folders = [tmp_path_factory.mktemp("exchange") for _ in range(3)]
    for folder in folders:
        for name in ("umkm.json", "records.parquet"):
            (folder / name).write_bytes((office / name).read_bytes())
        answers = [dice.choice(list(Answer)) for _ in range(dice.randint(1, 4))]
        write_down(folder, [decision(*dice.sample(ids, 2), answer, by=folder.name) for answer in answers])
    everything = [entry for folder in folders for entry in entries_of(folder)]
    meetings = [(one, other) for one in folders for other in folders if one != other] * 2
    dice.shuffle(meetings)
    for one, other in [*meetings, *meetings[:1]]:
        merge(other / "decisions.jsonl", one)
    for folder in folders:
        assert settle(entries_of(folder)) == settle(everything)
        assert len(entries_of(folder)) == len(everything)


def test_the_beginning_of_a_name_is_enough_to_withdraw(space, rows):
    told = [decision(rows[0], rows[1], id="abc1", act="act1"), decision(rows[0], rows[2], id="abd2", act="act2")]
    write_down(space, told)
    assert withdraw("abc", workspace=space, reviewer="Budi") == (told[0],)
    assert [one.id for one in settle(entries_of(space)).given] == ["abd2"]
    assert entries_of(space)[-1].by == "Budi"


def test_an_act_is_withdrawn_as_one(space, rows):
    told = [
        decision(rows[0], rows[1], act="act1"),
        Correction(id=new_id(), act="act1", by="Ani", at=now(), record=rows[0], column="name", value="X", reason="KTP"),
    ]
    write_down(space, told)
    assert withdraw("act1", workspace=space, reviewer="Ani") == tuple(told)
    found = settle(entries_of(space))
    assert (found.given, found.corrections) == ((), ())


@pytest.mark.parametrize(
    ("asked", "reason"),
    [("zzz", "unlike"), ("", "unlike"), ("abc9", "unknown"), ("ab", "several"), ("gone", "withdrawn")],
)
def test_a_name_that_means_no_decision_is_refused_with_the_nearest(space, rows, asked, reason):
    told = [decision(rows[0], rows[1], id="abc1", act="act1"), decision(rows[0], rows[2], id="abd2", act="act2")]
    write_down(space, [*told, decision(rows[0], rows[3], id="gone1", act="x")])
    withdraw("gone1", workspace=space, reviewer="Ani")
    with pytest.raises(UnknownDecisionError) as caught:
        withdraw(asked, workspace=space, reviewer="Ani")
    assert caught.value.facts["reason"] == reason
    if reason == "several":
        assert set(caught.value.facts["close"].split(", ")) == {"abc1", "abd2"}


def status(umkm, space):
    return json.loads(umkm("review", "--status", "-w", space, "--json").out)


def test_the_status_of_a_review_that_has_not_begun(umkm, space):
    told = status(umkm, space)
    assert (told["settled"], told["reviewers"], told["disputes"], told["waiting"]) == (0, [], [], 0)
    assert "How the review stands" in umkm("review", "--status", "-w", space).out


def test_the_status_tells_of_lines_that_cannot_be_read(umkm, space, rows):
    write_down(space, [decision(rows[0], rows[1]), decision(rows[0], rows[2]), decision(rows[0], rows[3])])
    log = space / LOG_NAME
    first, second, third = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(first + second[:20] + b"\n" + third)
    assert status(umkm, space)["torn"] == [2]
    assert "do not count: 2" in " ".join(umkm("review", "--status", "-w", space).err.split())


def test_the_status_tells_who_decided_how_they_agree_and_what_is_not_in_the_owners(umkm, space, rows):
    pairs = [(rows[0], rows[1]), (rows[0], rows[2]), (rows[1], rows[2]), (rows[2], rows[3])]
    answers = {"Ani": ["same", "different", "different", "unsure"], "Budi": ["same", "different", "same"]}
    mine, yours = (
        [decision(*pairs[number], answer, by=name) for number, answer in enumerate(told)]
        for name, told in answers.items()
    )
    write_down(space, [*mine, *yours, decision("e" * 16, "f" * 16)])
    told = status(umkm, space)
    assert told["schema"] == "umkm.review_status/1"
    assert [(one["name"], one["same"], one["different"], one["unsure"]) for one in told["reviewers"]] == [
        ("Ani", 2, 2, 1), ("Budi", 2, 1, 0),
    ]  # fmt: skip
    assert (told["shared"], told["agreed"], told["gone"], told["waiting"]) == (3, 2, 1, 2)
    (agreement,) = told["agreements"]
    assert (agreement["pairs"], agreement["agreed"], agreement["kappa"]) == (3, 2, pytest.approx(0.4))
    (dispute,) = told["disputes"]
    assert [(one["by"], one["answer"]) for one in dispute["said"]] == [("Ani", "different"), ("Budi", "same")]
    shown = umkm("review", "--status", "-w", space)
    assert "Contradictions: 1" in shown.out
    assert f"umkm review --withdraw {dispute['asked']} -w {space}" in " ".join(shown.out.split())
    assert "do not follow yet: 2" in shown.err
    runs.dedupe(workspace=space, config=CONFIG)
    assert status(umkm, space)["waiting"] == 0
    withdraw(mine[1].id, workspace=space, reviewer="Ani")
    assert status(umkm, space)["waiting"] == 0  # Budi still says so
    withdraw(yours[1].id, workspace=space, reviewer="Ani")
    assert status(umkm, space)["waiting"] == 1


def test_what_was_answered_still_counts_when_the_owners_follow_it(umkm, space, rows):
    asked = {"doubt_kind": "near_miss", "doubt": 0.75}
    write_down(space, [decision(*rows[:2], **asked), decision(*rows[:2], by="Budi", **asked)])
    write_down(space, [decision(rows[0], rows[2], "unsure", doubt_kind="refused", doubt=0.5)])
    write_down(space, [decision(rows[2], rows[3], "different", doubt_kind="sample", doubt=1.0)])
    before = status(umkm, space)
    assert [(one["name"], one["settled"], one["doubt_settled"]) for one in before["kinds"] if one["settled"]] == [
        ("near_miss", 1, 0.75)
    ]
    assert sum(one["doubt_settled"] for one in before["districts"]) == 0.75
    runs.dedupe(workspace=space, config=CONFIG)
    after = status(umkm, space)
    assert (after["settled"], after["doubt_settled"]) == (before["settled"], before["doubt_settled"]) == (1, 0.75)


def test_a_chain_is_told_with_its_rows_and_hides_numbers(umkm, space, rows):
    note = "NIK 3325110505809001 [bold]"
    told = [decision(rows[0], rows[1], note=note), decision(rows[1], rows[2], by="Budi")]
    told.append(decision(rows[0], rows[2], "different", by="Cici"))
    write_down(space, told)
    for language in ("en", "id"):
        shown = umkm("review", "--status", "-w", space, "--lang", language).out
        assert "A = B" in shown
        assert "A ≠ C" in shown
        assert "subah.csv" in shown
        assert "[bold]" in shown
        assert "3325110505809001" not in shown
    assert "3325110505809001" not in umkm("review", "--status", "-w", space, "--json").out


def test_the_nearest_name_can_be_typed_as_it_is_told(umkm, space, rows):
    write_down(space, [decision(rows[0], rows[1], id="a3cc0241123456bb")])
    assert "a3cc0241123456bb" in umkm("review", "--withdraw", "a3cc0241123456bc", "-w", space).err


def test_a_dry_run_tells_what_a_log_would_bring_and_adds_nothing(umkm, space, rows, tmp_path):
    log = another(tmp_path / "other", decision(rows[0], rows[1], by="Budi"))
    shown = umkm("review", "--import", log, "--dry-run", "-w", space)
    assert (shown.status, "1 decisions would be added" in shown.err) == (0, True)
    assert not (space / "decisions.jsonl").exists()


def test_withdrawing_and_merging_on_the_command_line(umkm, space, rows, tmp_path):
    log = another(tmp_path / "other", decision(rows[0], rows[1], by="Budi", id="abc1"))
    shown = umkm("review", "--import", log, "-w", space)
    assert (shown.status, "1 decisions added" in shown.err) == (0, True)
    shown = umkm("review", "--withdraw", "ab", "-w", space)
    assert (shown.status, "Withdrawn: 1" in shown.err) == (0, True)
    shown = umkm("review", "--withdraw", "ab", "-w", space)
    assert (shown.status, "withdrawn already" in shown.err) == (3, True)


def test_a_report_tells_when_owners_do_not_follow_decisions_yet(umkm, space, rows):
    command = ["report", "-w", space, "--format", "none"]
    assert "do not follow yet" not in umkm(*command).err
    write_down(space, [decision(rows[0], rows[1])])
    assert "do not follow yet: 1" in umkm(*command).err
    (space / "decisions.jsonl").write_text("x")
    told = umkm(*command)
    assert (told.status, "line 1 is no decision" in told.err) == (0, True)


def test_a_broken_log_stops_with_its_line(umkm, space):
    (space / "decisions.jsonl").write_text('{"kind":"prophecy"}\n')
    for command in (["review", "--status"], ["dedupe"]):
        shown = umkm(*command, "-w", space)
        assert shown.status == 3
        assert "line 1 is of a kind that this umkm does not know" in shown.err


@pytest.mark.parametrize(
    ("flag", "environment", "setting", "name"),
    [
        ("Ani", "Budi", 'reviewer = "Cici"', "Ani"),
        ("", "Budi", 'reviewer = "Cici"', "Budi"),
        ("", "", 'reviewer = "Cici  Lestari"', "Cici Lestari"),
        ("", "", "", getpass.getuser()),
    ],
)
def test_who_reviews_is_told_by_flag_environment_settings_or_login(umkm, space, flag, environment, setting, name):
    write_down(space, [decision("e" * 16, "f" * 16, id="abc1")])
    (space.parent / "umkm.toml").write_text(setting)
    flags = ["--as", flag] if flag else []
    assert umkm("review", "--withdraw", "abc1", *flags, "-w", space, env={"UMKM_REVIEWER": environment}).status == 0
    assert entries_of(space)[-1].by == name


@pytest.mark.parametrize("value", ["7", '""', "true"])
def test_a_reviewer_that_is_no_name_is_refused(umkm, space, tmp_path, value):
    (tmp_path / "umkm.toml").write_text(f"reviewer = {value}")
    shown = umkm("review", "--withdraw", "abc1", "-w", space)
    assert (shown.status, "reviewer" in shown.err) == (2, True)


HOLDER = """
import sys
from pathlib import Path
from umkm_cli.config import Config
from umkm_cli.review.desk import open_desk
with open_desk(Path(sys.argv[1]), reviewer="Bu Ani", config=Config()):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_of_two_people_at_once_the_second_is_told_who_the_first_is(umkm, space, rows):
    write_down(space, [decision(rows[0], rows[1], id="abc1")])
    command = [sys.executable, "-c", HOLDER, str(space)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as holder:  # noqa: S603 - this Python
        assert holder.stdout.readline() == "open\n"
        shown = umkm("review", "--withdraw", "abc1", "-w", space)
        assert shown.status == 5
        assert "Bu Ani" in shown.err
        assert "--export" in shown.err
        assert umkm("review", "--status", "-w", space).status == 0
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert umkm("review", "--withdraw", "abc1", "-w", space).status == 0


def test_the_lock_tells_since_when(space):
    with hold_review(space, "Bu Ani"), pytest.raises(ReviewBusyError) as caught, hold_review(space, "Budi"):
        pass
    assert caught.value.facts["holder"].startswith("Bu Ani, ")
    assert ":" in caught.value.facts["holder"]
