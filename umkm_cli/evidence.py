"""What the owners found are worth: they are held against a truth, and explained."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from umkm_cli.config import Config
from umkm_cli.decisions import Correction
from umkm_cli.errors import UnknownRowError
from umkm_cli.files.labels import BY_PLACE, read_labels
from umkm_cli.files.workspace import open_with
from umkm_cli.files.write import write_bytes
from umkm_cli.findings.opinions import Opinion
from umkm_cli.findings.verdicts import Evaluation, OwnerStory, PairStory, SetRight
from umkm_cli.grounds import NEEDED, open_evidence
from umkm_cli.ledger import entries_of
from umkm_cli.matching import evaluate as matching
from umkm_cli.matching.correct import CORRECTION
from umkm_cli.matching.explain import explain_pairs
from umkm_cli.matching.explain_owner import explain_owner as story_of
from umkm_cli.matching.find_rows import find_owner, find_record
from umkm_cli.matching.values import shown
from umkm_cli.messages import Id
from umkm_cli.reporting.evaluation_page import evaluation_page
from umkm_cli.reviewing.settle import settle


def evaluate(labels: Path, *, workspace: Path, html: Path | None = None, language: str = "id") -> Evaluation:
    """Compare the owners found with a truth.

    Args:
        labels: A CSV with owner and either record_id or source_file, source_sheet and source_row; see `read_labels`.
        workspace: The folder of the workspace.
        html: Where to write it as a page; None for nowhere.
        language: Of that page.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        PathNotFoundError: There is no such file.
        BadLabelsError: The label file cannot be used.
        CannotWriteError: The page cannot be written.
    """
    space = open_with(workspace, "records", "clusters", "pairs")
    told = read_labels(labels)
    records = space.read("records", "record_id", *BY_PLACE)
    pairs = space.read("pairs", "left_id", "right_id", "match_probability")
    found = matching.evaluate(space.read("clusters"), pairs, records, told, file=str(labels))
    if html is not None:
        write_bytes(html, evaluation_page(found, language, labels=labels.name, workspace=workspace.name))
    return found


def explain_pair(left: str, right: str, *, workspace: Path, config: Config, model: str | None = None) -> PairStory:
    """Why two records are one owner, or are not.

    Args:
        left: A `record_id`, a beginning that only one has, or FILE:SHEET:ROW.
        right: Another.
        workspace: The folder of the workspace.
        config: The thresholds that matching ran with.
        model: The one it ran with, by name or file; None when it is a shipped one.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        OtherModelError: Matching ran with another model.
        UnknownRowError: There is no such record, more than one, or both are the same.
        BadDecisionsError: The log of decisions is broken.
    """
    evidence = open_evidence(open_with(workspace, *NEEDED), config, model)
    one, other = (find_record(asked, evidence.records) for asked in (left, right))
    if one == other:
        raise UnknownRowError(asked=right, reason="same", close="")
    story = explain_pairs(evidence, [(one, other)])[0]
    pair = {str(story.left.record_id), str(story.right.record_id)}
    given = (one for one in settle(entries_of(workspace)).given if {one.left, one.right} == pair)
    return replace(story, opinions=tuple(Opinion(one.by, one.at, one.answer, one.note, Id(one.id)) for one in given))


def explain_owner(asked: str, *, workspace: Path, config: Config, model: str | None = None) -> OwnerStory:
    """What holds an owner together, and what speaks against it.

    Args:
        asked: An `owner_id` or the beginning of one; or one of its records, as in `explain_pair`.
        workspace: The folder of the workspace.
        config: The thresholds that matching ran with.
        model: The one it ran with, by name or file; None when it is a shipped one.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        OtherModelError: Matching ran with another model.
        UnknownRowError: There is no such owner, or more than one.
    """
    space = open_with(workspace, *NEEDED)
    owners = space.read("owners")
    evidence = open_evidence(space, config, model, more=pc.unique(pc.list_flatten(owners["disagreeing"])).to_pylist())
    owner = find_owner(asked, owners["owner_id"], evidence.records, evidence.owner_ids)
    golden = owners.slice(pc.index(owners["owner_id"], owner).as_py(), 1).to_pylist()[0]
    story = story_of(evidence, owner, disagreeing=golden["disagreeing"])
    return replace(story, set_right=_set_right(golden, workspace))


def _set_right(golden: Mapping[str, Any], workspace: Path) -> tuple[SetRight, ...]:
    """The values of a golden record that people set right, each with who did, and why."""
    named = {name.removeprefix(CORRECTION): column for column, name in golden["origin"] if name.startswith(CORRECTION)}
    if not named:
        return ()
    told = (one for one in entries_of(workspace) if isinstance(one, Correction) and one.id in named)
    return tuple(
        SetRight(
            column=one.column,
            value=shown(one.column, golden[one.column]),
            act=Id(one.act),
            by=one.by,
            on=datetime.fromisoformat(one.at).date(),
            reason=one.reason,
        )
        for one in told
    )
