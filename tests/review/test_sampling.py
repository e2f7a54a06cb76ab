"""A sample from the draw to the figures, on the invented lists of sample_data."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.people import MODEL, as_csv, crowd
from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision
from umkm_cli.errors import ExitStatus, NoSampleError, NotDedupedError
from umkm_cli.files.workspace import Workspace
from umkm_cli.ledger import new_id, now, write_down
from umkm_cli.review.desk import open_desk
from umkm_cli.review.sampling import ask_sample, draw_sample, evaluate_from_sample

DATA = Path(__file__).parents[2] / "sample_data"
SIZE = 60


@pytest.fixture(scope="module")
def matched(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "ws"
    runs.ingest([DATA / "lists"], workspace=folder, config=Config())
    runs.dedupe(workspace=folder, config=Config())
    return folder


@pytest.fixture
def workspace(matched, tmp_path):
    return Path(shutil.copytree(matched, tmp_path / "ws"))


@pytest.fixture(scope="module")
def people(matched):
    """The owner of each record, in truth."""
    with (DATA / "truth.csv").open(encoding="utf-8") as file:
        truth = {
            (row["source_file"], row["source_sheet"], row["source_row"]): row["owner"] for row in csv.DictReader(file)
        }
    rows = Workspace.open(matched).read("records", "record_id", "source_file", "source_sheet", "source_row").to_pylist()
    return {
        row["record_id"]: truth.get((row["source_file"], row["source_sheet"] or "", str(row["source_row"])))
        for row in rows
    }


def answer(workspace, people, *, by="Siti", count=None, said=None):
    """Answer so many questions of the sample, in order; as it is in truth unless told what to say."""
    with open_desk(workspace, reviewer=by, config=Config()) as desk:
        ask_sample(desk)
        asked = [one for one in desk.questions if not desk.answer_of(one)]
        for one in asked[:count]:
            is_same = people[one.left_id] == people[one.right_id]
            desk.decide(one, said or (Answer.SAME if is_same else Answer.DIFFERENT), was_shown=False)
    return [one.pair for one in asked[:count]]


def test_a_sample_is_drawn_once_and_asked_in_its_order(workspace):
    first, again = (draw_sample(workspace, size=SIZE) for _ in range(2))
    assert (first.pairs, first.is_new, again.pairs, again.is_new) == (SIZE, True, SIZE, False)
    assert again.of == first.of > SIZE
    drawn = Workspace.open(workspace).read("review_sample")
    with open_desk(workspace, reviewer="Siti", config=Config()) as desk:
        ask_sample(desk)
        assert [one.left_id for one in desk.questions] == drawn["left_id"].to_pylist()
        assert {one.kind for one in desk.questions} == {"sample"}
        decided = desk.decide(desk.questions[0], Answer.SAME, was_shown=False)
    assert decided.batch.startswith("sample-")
    assert not decided.was_shown


def test_the_same_owners_give_the_same_sample_in_another_folder(workspace, matched, tmp_path):
    other = Path(shutil.copytree(matched, tmp_path / "other"))
    for folder in (workspace, other):
        draw_sample(folder, size=SIZE)
    assert Workspace.open(workspace).read("review_sample") == Workspace.open(other).read("review_sample")


def test_every_joined_pair_can_be_drawn(workspace):
    draw_sample(workspace, size=SIZE)
    space = Workspace.open(workspace)
    sizes = (
        space.read("clusters").group_by("owner_id").aggregate([("record_id", "count")])["record_id_count"].to_numpy()
    )
    strata = space.read("review_strata")
    joined = sum(row["pairs"] for row in strata.to_pylist() if row["is_joined"])
    assert joined == (sizes * (sizes - 1) // 2).sum()


def test_answers_give_rates_that_hold_the_truth(workspace, people):
    draw_sample(workspace, size=200)
    answer(workspace, people)
    found = evaluate_from_sample(workspace=workspace)
    true = runs.evaluate(DATA / "truth.csv", workspace=workspace).pairwise
    for name in ("precision", "recall", "f1"):
        rate = getattr(found.rates, name)
        assert rate.low <= getattr(true, name).value <= rate.high
    assert (found.answered, found.unasked, found.unsure, found.torn) == (200, 0, 0, 0)
    assert found.is_current
    assert found.worst is None
    assert found.reviewers == ("Siti",)


def test_half_an_answered_sample_is_a_sample_with_wider_intervals(workspace, people):
    draw_sample(workspace, size=SIZE)
    answer(workspace, people, count=SIZE // 2)
    half = evaluate_from_sample(workspace=workspace)
    answer(workspace, people)
    full = evaluate_from_sample(workspace=workspace)
    assert (half.answered, half.unasked) == (SIZE // 2, SIZE // 2)
    assert half.rates.recall.high - half.rates.recall.low > full.rates.recall.high - full.rates.recall.low


def test_unsure_and_contradicted_answers_are_left_out_and_told(workspace, people):
    draw_sample(workspace, size=SIZE)
    first = answer(workspace, people, count=4, said=Answer.UNSURE)
    answer(workspace, people, count=6, said=Answer.DIFFERENT)
    write_down(workspace, [said(*pair, "Budi", Answer.SAME) for pair in first[:1]])
    with open_desk(workspace, reviewer="Budi", config=Config()) as desk:
        ask_sample(desk)
        for one in [one for one in desk.questions if desk.settled.binding.get(one.pair) is Answer.DIFFERENT][:2]:
            desk.decide(one, Answer.SAME)
    found = evaluate_from_sample(workspace=workspace)
    assert (found.answered, found.unsure, found.torn, found.unasked) == (5, 3, 2, SIZE - 10)
    assert (found.doubled, found.disagreed) == (2, 2)
    assert found.worst.f1.value < found.best.f1.value
    assert found.reviewers == ("Budi", "Siti")


def test_what_nobody_has_answered_is_asked_first(workspace, people):
    draw_sample(workspace, size=SIZE)
    done = answer(workspace, people, count=10)
    assert not set(answer(workspace, people, by="Budi", count=SIZE - 10)) & set(done)


def test_answers_given_before_the_draw_count(workspace, matched, people, tmp_path):
    other = Path(shutil.copytree(matched, tmp_path / "other"))
    draw_sample(other, size=SIZE)
    pairs = answer(other, people, count=5)
    write_down(workspace, [said(*pair, "Ani", Answer.SAME) for pair in pairs])
    draw_sample(workspace, size=SIZE)
    assert evaluate_from_sample(workspace=workspace).answered == 5


def test_a_sample_stays_what_it_was_when_owners_change_and_a_new_one_has_other_pairs(workspace, people):
    draw_sample(workspace, size=SIZE)
    answer(workspace, people)
    before = evaluate_from_sample(workspace=workspace)
    runs.dedupe(workspace=workspace, config=Config())
    after = evaluate_from_sample(workspace=workspace)
    assert after.rates == before.rates
    assert (before.is_current, after.is_current) == (True, False)
    with open_desk(workspace, reviewer="Siti", config=Config()) as desk, pytest.raises(NoSampleError) as refused:
        ask_sample(desk)
    assert refused.value.facts["reason"] == "earlier"
    old = pairs_in(workspace)
    assert draw_sample(workspace, size=SIZE).is_new
    assert len(old & pairs_in(workspace)) < SIZE


def test_a_larger_sample_goes_on_with_the_pairs_of_the_smaller(workspace):
    draw_sample(workspace, size=40)
    small = pairs_in(workspace)
    assert draw_sample(workspace, size=120).pairs == 120
    assert len(small - pairs_in(workspace)) <= 4


def test_a_sample_of_all_there_is_stays(workspace):
    first, again = (draw_sample(workspace, size=1_000_000) for _ in range(2))
    assert first.pairs == first.of
    assert not again.is_new


def test_there_is_no_rate_without_a_sample_or_an_answer(workspace, tmp_path):
    with pytest.raises(NotDedupedError):
        draw_sample(ingested_only(tmp_path / "new"), size=SIZE)
    for reason in ("none", "unanswered"):
        with pytest.raises(NoSampleError) as refused:
            evaluate_from_sample(workspace=workspace)
        assert refused.value.facts["reason"] == reason
        draw_sample(workspace, size=SIZE)


def test_the_screen_and_json_tell_the_rates_and_what_they_rest_on(umkm, workspace, people):
    draw_sample(workspace, size=SIZE)
    answer(workspace, people, count=SIZE - 3)
    shown = umkm("evaluate", "-w", workspace)
    assert shown.status == ExitStatus.DONE
    for words in ("Precision", "By the answers alone", "not answered yet: 3", "Left apart", "Share of wrong answers"):
        assert words in shown.out
    assert "umkm review --sample 60" in shown.err
    told = json.loads(umkm("evaluate", "-w", workspace, "--json").out)
    assert told["schema"] == "umkm.evaluate_sample/1"
    assert 0.5 < told["rates"]["precision"]["low"] < told["precision"] < 1
    assert len(told["strata"]) > 5
    assert "Presisi" in umkm("--lang", "id", "evaluate", "-w", workspace).out


def test_a_sample_of_earlier_owners_says_so(umkm, workspace, people):
    draw_sample(workspace, size=SIZE)
    answer(workspace, people)
    runs.dedupe(workspace=workspace, config=Config(match_threshold=0.9, review_threshold=0.05))
    shown = umkm("evaluate", "-w", workspace)
    assert "this sample is of an earlier run" in shown.err
    assert "umkm review --sample 60" in shown.err


def test_without_a_sample_the_command_says_how_to_draw_one(umkm, workspace):
    shown = umkm("evaluate", "-w", workspace)
    assert shown.status == ExitStatus.STATE
    assert "there is no sample to go by: there is none yet" in shown.err
    assert "umkm review --sample 200" in shown.err


def test_a_sample_can_be_handed_out_as_a_workbook_that_does_not_tell_what_matching_says(umkm, workspace, tmp_path):
    book = tmp_path / "sample.xlsx"
    shown = umkm("review", "--sample", SIZE, "--export", book, "-w", workspace)
    assert shown.status == ExitStatus.DONE
    assert "sample drawn: 60 of" in shown.err
    from openpyxl import load_workbook

    cells = {str(cell) for sheet in load_workbook(book) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "Drawn by chance" in cells
    assert not any("Probability of one owner:" in cell for cell in cells)


def test_a_part_of_a_sample_is_refused(umkm, workspace):
    shown = umkm("review", "--sample", SIZE, "--district", "Subah", "--export", "x.xlsx", "-w", workspace)
    assert shown.status == ExitStatus.USAGE
    assert "a part of it is no sample of the whole" in shown.err


def pairs_in(workspace):
    drawn = Workspace.open(workspace).read("review_sample")
    return set(zip(drawn["left_id"].to_pylist(), drawn["right_id"].to_pylist(), strict=True))


def said(left, right, by, answer):
    return Decision(id=new_id(), act=new_id(), by=by, at=now(), left=left, right=right, answer=answer)


def ingested_only(folder):
    runs.ingest([DATA / "lists"], workspace=folder, config=Config())
    return folder


def test_lists_from_elsewhere_are_sampled_by_their_own_model(umkm, tmp_path):
    people = crowd(80)
    (tmp_path / "people.toml").write_text(MODEL)
    (tmp_path / "list.csv").write_text(as_csv([*people, *(("x" + row[0], *row[1:]) for row in people[:30])]))
    assert umkm("dedupe", "--input", "list.csv", "--model", "people.toml", "-w", "out").status == ExitStatus.DONE
    drawn = draw_sample(tmp_path / "out", size=25, model="people.toml")
    assert drawn.pairs == 25
    with open_desk(tmp_path / "out", reviewer="Siti", config=Config(), model="people.toml") as desk:
        ask_sample(desk)
        for one in desk.questions:
            is_same = one.left_id.removeprefix("x") == one.right_id.removeprefix("x")
            desk.decide(one, Answer.SAME if is_same else Answer.DIFFERENT, was_shown=False)
    assert evaluate_from_sample(workspace=tmp_path / "out").rates.precision.low > 0.8


def test_a_pair_weighs_what_it_weighed_when_it_was_matched_also_after_decisions(workspace, people):
    draw_sample(workspace, size=SIZE)
    answer(workspace, people)
    runs.dedupe(workspace=workspace, config=Config())
    draw_sample(workspace, size=400)
    space = Workspace.open(workspace)
    kept = {(row["left_id"], row["right_id"]): row["match_weight"] for row in space.read("pairs").to_pylist()}
    drawn = space.read("review_sample").to_pylist()
    found = [(row, kept[row["left_id"], row["right_id"]]) for row in drawn if (row["left_id"], row["right_id"]) in kept]
    assert len(found) > 50
    assert all(row["match_weight"] == pytest.approx(weight) for row, weight in found)
    owner = dict(zip(*(space.read("clusters")[name].to_pylist() for name in ("record_id", "owner_id")), strict=True))
    assert all(row["is_joined"] == (owner[row["left_id"]] == owner[row["right_id"]]) for row in drawn)
