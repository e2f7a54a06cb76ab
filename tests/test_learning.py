"""What decisions teach is told, kept, and used by all that explains the owners."""

import json

import pytest

from umkm_cli import pipeline, runs
from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision
from umkm_cli.files.workspace import Workspace
from umkm_cli.grounds import as_matched
from umkm_cli.ledger import new_id, now, write_down
from umkm_cli.matching.learn import Learnt

CONFIG = Config(workers=1)


@pytest.fixture
def decided(umkm, lists, tmp_path, monkeypatch):
    """A workspace with a decision, from which more is learnt than one can teach: the threshold is half a bit lower."""
    umkm("ingest", lists)
    umkm("dedupe")
    workspace = tmp_path / "umkm-data"
    left, right = sorted(Workspace.open(workspace).read("records")["record_id"].to_pylist())[:2]
    answer = Decision(id=new_id(), act="a", by="Ani", at=now(), left=left, right=right, answer=Answer.DIFFERENT)
    write_down(workspace, [answer])
    monkeypatch.setattr(pipeline, "learn", lambda _prepared, _merged, _ties, weights: Learnt(weights, -0.5, 212))
    return workspace


@pytest.mark.usefixtures("decided")
def test_dedupe_tells_from_how_many_decisions_it_learnt_and_where_the_threshold_is(umkm):
    told = "learnt from 212 decisions what each agreement is worth; threshold 15.0 % instead of 20.0 %"
    assert told in umkm("dedupe").err
    assert "dipelajari dari 212 keputusan; ambang 15,0 %, bukan 20,0 %" in umkm("--lang", "id", "dedupe").err
    facts = json.loads(umkm("dedupe", "--json").out)
    assert facts["taught"] == 212
    assert facts["thresholds"] == pytest.approx({"join": 0.1502, "review": 0.0729}, abs=1e-3)
    again = json.loads(umkm("dedupe", "--changes", "--json").out)
    assert again["thresholds"] == facts["thresholds"]


def test_without_decisions_nothing_is_told(umkm, lists):
    umkm("ingest", lists)
    ended = umkm("dedupe")
    assert "learnt" not in ended.err
    assert json.loads(umkm("dedupe", "--json").out)["taught"] == 0


def test_the_thresholds_that_were_learnt_are_those_that_are_used_later(decided, umkm):
    umkm("dedupe")
    used = as_matched(Workspace.open(decided), CONFIG)
    assert used.match_threshold == pytest.approx(0.1502, abs=1e-3)
    assert used.review_threshold < used.match_threshold


def test_the_thresholds_set_by_a_flag_are_those_that_are_used_later(umkm, lists, tmp_path):
    umkm("ingest", lists)
    umkm("dedupe", "--match-threshold", "0.9", "--review-threshold", "0.5")
    used = as_matched(Workspace.open(tmp_path / "umkm-data"), CONFIG)
    assert (used.match_threshold, used.review_threshold) == pytest.approx((0.9, 0.5))


def test_explain_tells_what_became_of_a_pair_by_the_threshold_of_that_run(umkm, lists, tmp_path):
    umkm("ingest", lists)
    strict = Config(workers=1, match_threshold=1.0, review_threshold=0.01)
    workspace = tmp_path / "umkm-data"
    runs.dedupe(workspace=workspace, config=strict)
    story = runs.explain_pair("subah.csv:4", "subah.csv:5", workspace=workspace, config=CONFIG)
    assert story.probability > CONFIG.match_threshold
    assert story.outcome == "review"
