"""sampling: a sample of pairs is drawn, asked, and tells how right the whole list is."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.errors import NoSampleError
from umkm_cli.files.workspace import Workspace, open_with
from umkm_cli.findings.sample_verdicts import SampleEvaluation
from umkm_cli.grounds import NEEDED, open_weights
from umkm_cli.ledger import entries_of
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.review.asked import Pair, place
from umkm_cli.review.desk import Desk
from umkm_cli.reviewing.frame import Frame, frame_of
from umkm_cli.reviewing.heard import Heard, evaluate_sample
from umkm_cli.reviewing.sample import draw
from umkm_cli.schema import REVIEW_SAMPLE, REVIEW_STRATA

KIND = "sample"
"""Kind of the questions of a sample."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sample that is there now.

    Attributes:
        pairs: How many pairs were drawn.
        of: How many there are.
        is_new: It was drawn just now.
    """

    pairs: int
    of: int
    is_new: bool


def draw_sample(workspace: Path, *, size: int, model: str | None = None, progress: Progress | None = None) -> Sampled:
    """Draw a sample of the pairs of the last run; one that is there, and large enough, stays.

    Args:
        workspace: The folder of the workspace.
        size: How many pairs.
        model: The model that matching ran with, by name or file; None when it is a shipped one.
        progress: Told that pairs are compared.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        OtherModelError: Matching ran with another model.
        NoSampleError: There is no pair to draw.
        CannotWriteError: The workspace is as it was.
    """
    space = open_with(workspace, *NEEDED)
    with space.lock():
        run = str(space.run_of("clusters"))
        if _run(space) == run:
            there, every = space.rows_of(REVIEW_SAMPLE.name), _sum(space.read(REVIEW_STRATA.name, "pairs"))
            if there >= min(size, every):
                return Sampled(there, every, is_new=False)
        told = progress or NoProgress()
        told.begin("comparing")
        drawn = draw(_frame(space, model), size=size, of=_content(space))
        told.end()
        if not drawn.pairs.num_rows:
            raise NoSampleError(reason="no_pairs")
        space.publish({REVIEW_STRATA.name: drawn.strata, REVIEW_SAMPLE.name: drawn.pairs}, run=run)
        return Sampled(drawn.pairs.num_rows, _sum(drawn.strata), is_new=True)


def ask_sample(desk: Desk) -> None:
    """Put the pairs of the sample on a desk, instead of the doubtful ones.

    They come in the order in which they were drawn, so that those answered first are a sample as well; what somebody
    else has answered comes last, as it needs no second answer, though that tells how often people err.

    Raises:
        NoSampleError: None was drawn, or only of an earlier run.
    """
    space = _sampled(Workspace.open(desk.workspace))
    if _run(space) != space.run_of("clusters"):
        raise NoSampleError(reason="earlier")
    sample = space.read(REVIEW_SAMPLE.name)
    heard = Heard.of(sample, desk.entries)
    held = desk.cards.evidence
    asked = list(zip(place(_pairs(sample), held.records, held.clusters), heard.answers, strict=True))
    asked.sort(key=lambda one: one[1] is not None and not desk.answer_of(one[0]))
    desk.questions = [question for question, _ in asked]
    desk.batch = f"{KIND}-{_run(space)}"


def evaluate_from_sample(*, workspace: Path) -> SampleEvaluation:
    """How right the owners are, by the answers to the sample that was drawn last.

    Args:
        workspace: The folder of the workspace.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        NoSampleError: None was drawn, or nobody has answered.
        BadDecisionsError: The log is broken.
    """
    space = Workspace.open(workspace)
    if not space.has(REVIEW_SAMPLE.name):
        open_with(workspace, *NEEDED)
    space = _sampled(space)
    strata, sample = (space.read(table.name) for table in (REVIEW_STRATA, REVIEW_SAMPLE))
    is_current = _run(space) == space.run_of("clusters")
    found = evaluate_sample(strata, sample, entries_of(workspace), is_current=is_current)
    if not found.answered:
        raise NoSampleError(reason="unanswered", drawn=str(sample.num_rows))
    return found


def _frame(space: Workspace, model: str | None) -> Frame:
    weights = open_weights(space, model)
    columns = dict.fromkeys(("record_id", *weights.model.order, *weights.model.sources, "source"))
    return frame_of(space.read("records", *columns), space.read("clusters"), weights)


def _sampled(space: Workspace) -> Workspace:
    if not space.has(REVIEW_SAMPLE.name):
        raise NoSampleError(reason="none")
    return space


def _run(space: Workspace) -> str | None:
    """The run that the sample is of."""
    return space.run_of(REVIEW_SAMPLE.name)


def _sum(strata: pa.Table) -> int:
    return int(strata["pairs"].to_numpy().sum())


def _pairs(sample: pa.Table) -> list[Pair]:
    return [
        Pair(row["left_id"], row["right_id"], KIND, row["match_weight"], row["match_probability"], 1.0)
        for row in sample.to_pylist()
    ]


def _content(space: Workspace) -> str:
    """What the owners are made of: rows, and what people decided; the same wherever the lists lie."""
    decided = space.read("pairs", "left_id", "right_id", "decision")
    decided = decided.filter(pc.is_valid(decided["decision"])).sort_by("left_id")
    told = hashlib.sha256()
    for column in (space.read("clusters", "record_id")["record_id"], *decided.columns):
        told.update("\n".join(column.to_pylist()).encode())
    return told.hexdigest()
