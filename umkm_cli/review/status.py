"""review_status: what `umkm review --status` opens and counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision
from umkm_cli.files.decision_log import LOG_NAME, torn_lines
from umkm_cli.files.workspace import open_with
from umkm_cli.findings.headway import Dispute, Part, Reviewer, ReviewStatus, Said
from umkm_cli.findings.verdicts import RowTold
from umkm_cli.grounds import NEEDED, as_matched
from umkm_cli.ledger import corrections_waiting, entries_of
from umkm_cli.matching.explain import PLACE, SOURCE
from umkm_cli.matching.find_rows import name_of
from umkm_cli.matching.groups import places_of
from umkm_cli.messages import Id
from umkm_cli.reviewing.agreement import agreements, answers_of
from umkm_cli.reviewing.answered import waiting, weakest_of
from umkm_cli.reviewing.questions import ENOUGH, KINDS, questions
from umkm_cli.reviewing.settle import Conflict, Pair, Settled, pair_of, settle

Asked = Mapping[str, Any]
"""A row of `QUESTIONS`."""


def review_status(*, workspace: Path, config: Config) -> ReviewStatus:
    """How far the review of a workspace has come, and what its reviewers make of each other's answers.

    Args:
        workspace: The folder of the workspace.
        config: The settings; the thresholds are those that matching ran with.

    Raises:
        NotIngestedError: There are no records yet.
        NotDedupedError: There are no owners yet.
        BadDecisionsError: The log is broken.
    """
    space = open_with(workspace, *NEEDED)
    records = space.read("records", "record_id", "list", "district_code", "district", "name", SOURCE, *PLACE)
    clusters = space.read("clusters")
    pairs = space.read("pairs", "left_id", "right_id", "match_weight", "decision")
    entries = entries_of(workspace)
    settled = settle(entries)
    asked = questions(records, clusters, pairs, config=as_matched(space, config), settled=settled).to_pylist()
    asked = [*(one for one in asked if not one["is_settled"]), *_answered(settled, records)]
    answers = answers_of(settled.independent)
    names = frozenset(records["record_id"].to_pylist())
    return ReviewStatus(
        kinds=tuple(part for kind in KINDS for part in _parts(asked, "kind") if part.name == kind),
        districts=tuple(sorted(_parts(asked, "district"), key=lambda one: (one.doubt_settled - one.doubt, one.name))),
        to_go=to_go(asked),
        reviewers=tuple(_reviewers(settled)),
        shared=len(answers),
        agreed=sum(len(set(told.values())) == 1 for told in answers.values()),
        agreements=agreements(answers),
        disputes=tuple(_disputes(settled.conflicts, records, clusters)),
        gone=sum(not names.issuperset(pair_of(one)) for one in settled.given),
        waiting=waiting(settled, pairs, names) + corrections_waiting(space, entries, settled),
        torn=torn_lines(workspace / LOG_NAME),
    )


def _answered(settled: Settled, records: pa.Table) -> list[Asked]:
    """The pairs that bind, as the questions they were: the owners of today no longer tell. No pairs of a sample."""
    asked: dict[Pair, Decision] = {}
    for one in settled.given:
        if one.doubt_kind in KINDS and one.doubt is not None and pair_of(one) in settled.binding:
            asked.setdefault(pair_of(one), one)
    if not asked:
        return []
    at = places_of(pa.array([pair[0] for pair in asked], pa.string()), records["record_id"])
    places = pa.array(at, mask=at < 0)
    districts = records["district"].take(places).to_pylist() if "district" in records.column_names else [None] * len(at)
    return [
        {"kind": one.doubt_kind, "district": district, "doubt": one.doubt, "is_settled": True}
        for one, district in zip(asked.values(), districts, strict=True)
    ]


def to_go(asked: Iterable[Asked]) -> int:
    """How many answers, in order, settle `ENOUGH` of the doubt."""
    told = list(asked)
    left = sum(one["doubt"] for one in told if not one["is_settled"])
    spare = (1.0 - ENOUGH) * sum(one["doubt"] for one in told)
    count = 0
    for one in told:
        if left <= spare:
            break
        if not one["is_settled"]:
            left -= one["doubt"]
            count += 1
    return count


def _parts(asked: Iterable[Asked], by: str) -> list[Part]:
    groups: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        groups[one[by] or ""].append(one)
    return [_part(name, group) for name, group in groups.items()]


def _part(name: str, asked: Sequence[Asked]) -> Part:
    settled = [one["doubt"] for one in asked if one["is_settled"]]
    return Part(name, len(asked), len(settled), sum(one["doubt"] for one in asked), sum(settled))


def _reviewers(settled: Settled) -> Iterator[Reviewer]:
    """Who decided, those with most first."""
    answers: dict[str, Counter[Answer]] = defaultdict(Counter)
    last: dict[str, str] = {}
    for one in settled.given:
        answers[one.by][one.answer] += 1
        last[one.by] = max(one.at, last.get(one.by, ""))
    corrections = Counter(one.by for one in settled.corrections)
    for name in sorted(answers.keys() | corrections.keys(), key=lambda name: (-answers[name].total(), name)):
        told = answers[name]
        yield Reviewer(
            name=name,
            same=told[Answer.SAME],
            different=told[Answer.DIFFERENT],
            unsure=told[Answer.UNSURE],
            corrections=corrections[name],
            last=last.get(name),
        )


def _disputes(conflicts: Sequence[Conflict], records: pa.Table, clusters: pa.Table) -> Iterator[Dispute]:
    """The conflicts, with the rows they are about; a row that is gone has its id only."""
    asked = {name for conflict in conflicts for one in conflict.decisions for name in pair_of(one)}
    rows = _rows(asked, records, clusters) if asked else {}
    for conflict in conflicts:
        said = tuple(_said(one, rows) for one in conflict.decisions)
        yield Dispute(said, conflict.is_chain, Id(weakest_of(conflict).id))


def _said(one: Decision, rows: Mapping[str, RowTold]) -> Said:
    left, right = (rows.get(name, RowTold(name, "", None, None, None, None)) for name in pair_of(one))
    return Said(Id(one.id), one.by, one.at, one.answer.value, one.note, left, right)


def _rows(names: set[str], records: pa.Table, clusters: pa.Table) -> dict[str, RowTold]:
    asked = pa.array(sorted(names), pa.string())
    told = records.filter(pc.is_in(records["record_id"], value_set=asked)).to_pylist()
    owners = clusters.filter(pc.is_in(clusters["record_id"], value_set=asked)).to_pylist()
    owner_of = {row["record_id"]: row["owner_id"] for row in owners}
    called = name_of(records)
    return {
        row["record_id"]: RowTold(
            record_id=called(row["record_id"]),
            owner_id=called(owner_of[row["record_id"]]),
            source_file=row.get("source_file", row.get(SOURCE)),
            source_sheet=row.get("source_sheet"),
            source_row=row.get("source_row"),
            name=row.get("name"),
        )
        for row in told
    }
