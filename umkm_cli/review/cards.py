"""cards: pairs of records, laid out for the person who decides. Read once, then any pair is there in milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.files.workspace import Workspace
from umkm_cli.findings.owner_cards import GoldenValue, OwnerCard
from umkm_cli.findings.verdicts import Card, Fact, HouseMember, PairStory, RowTold
from umkm_cli.grounds import open_evidence
from umkm_cli.matching.columns import Ints
from umkm_cli.matching.correct import CORRECTION
from umkm_cli.matching.explain import Evidence, explain_pairs
from umkm_cli.matching.explain_owner import explain_owner
from umkm_cli.matching.golden import golden_columns
from umkm_cli.matching.groups import places_of
from umkm_cli.matching.values import cells, shown
from umkm_cli.schema import HOUSEHOLDS

SHOWN = (
    "name", "alias", "parent_name", "nik", "no_kk", "birth_date", "gender", "phone", "address", "hamlet", "rt", "rw",
    "village", "district", "business_name", "business", "product", "list", "year", "visited_on",
)  # fmt: skip
"""Columns of `RECORDS` that are shown, in order; of lists from elsewhere all that the model reads are."""

_MOST_ROWS = 20
"""Rows of an owner that are told beside a pair."""


@dataclass(frozen=True)
class Cards:
    """The pairs of a workspace.

    Attributes:
        evidence: Records, owners, weights.
        owners: `owners_table`.
        households: `HOUSEHOLDS`; empty for lists from elsewhere.
        columns: Columns of the records that are shown.
    """

    evidence: Evidence
    owners: pa.Table
    households: pa.Table
    columns: tuple[str, ...]

    def of(self, pairs: Sequence[tuple[str, str]], *, is_full: bool = False) -> list[Card]:
        """The cards of these pairs of `record_id`; with `is_full`, the facts hold numbers whole."""
        return [
            Card(
                story=story,
                facts=self._facts(self._row_of[left], self._row_of[right], is_full=is_full),
                left_rows=self.rows_of(story.left.owner_id),
                right_rows=self.rows_of(story.right.owner_id),
                household=self._household(story.left.owner_id, story.right.owner_id),
            )
            for story, (left, right) in zip(self.stories(pairs), pairs, strict=True)
        ]

    def stories(self, pairs: Sequence[tuple[str, str]]) -> list[PairStory]:
        """What matching says of these pairs of `record_id`, without the rest of a card."""
        return explain_pairs(self.evidence, [(self._row_of[left], self._row_of[right]) for left, right in pairs])

    def has(self, *record_ids: str) -> bool:
        """Are these records of the list of today?"""
        return all(record_id in self._row_of for record_id in record_ids)

    def rows_of(self, owner_id: str) -> tuple[RowTold, ...]:
        """The rows of an owner, the first `_MOST_ROWS` of them."""
        first, last = self._span(owner_id)
        return tuple(self.evidence.row(row) for row in self._by_owner[0][first:last][:_MOST_ROWS].tolist())

    def owner(self, owner_id: str) -> OwnerCard:
        """The card of an owner."""
        golden = self.owners.slice(self._owner_places[owner_id], 1).to_pylist()[0]
        story = explain_owner(self.evidence, owner_id, disagreeing=golden["disagreeing"])
        ids = pa.array([row.record_id for row in story.rows], pa.string())
        rows = pa.array(places_of(ids, self.evidence.records["record_id"]))
        told = self.evidence.records.select(list(self.columns)).take(rows).to_pydict()
        return OwnerCard(
            story=story,
            facts={name: tuple(cells(values)) for name, values in told.items() if values.count(None) < len(values)},
            golden=_golden(golden, ids.to_pylist()),
            household=self._household(owner_id),
        )

    def row_numbers(self, owner_id: str) -> Ints:
        """Where the records of an owner stand, all of them."""
        first, last = self._span(owner_id)
        return self._by_owner[0][first:last]

    def _facts(self, left: int, right: int, *, is_full: bool) -> tuple[Fact, ...]:
        one, other = (self.evidence.values(row, self.columns) for row in (left, right))
        told = []
        for column, value in one.items():
            shown = cells([value, other[column]], is_full=is_full)
            if shown != [None, None]:
                told.append(Fact(column, *shown))
        return tuple(told)

    def _household(self, *owner_ids: str) -> tuple[HouseMember, ...]:
        """Who lives with these owners, without themselves."""
        found = {}
        for owner_id in owner_ids:
            for row in self._homes.get(self._home_of.get(owner_id, ""), ()):
                found[row["owner_id"]] = HouseMember(row["owner_id"], self._name(row["owner_id"]), tuple(row["ties"]))
        return tuple(member for owner_id, member in found.items() if owner_id not in owner_ids)

    def _name(self, owner_id: str) -> str | None:
        if "name" not in self.owners.column_names:
            return None
        place = self._owner_places[owner_id]
        name = self.owners["name"][place].as_py()
        return None if name is None else str(cells([name])[0])

    def _span(self, owner_id: str) -> tuple[int, int]:
        place = self._owner_places[owner_id]
        starts = self._by_owner[1]
        return int(starts[place]), int(starts[place + 1])

    @cached_property
    def _row_of(self) -> dict[str, int]:
        ids: list[str] = self.evidence.records["record_id"].to_pylist()
        return {record_id: row for row, record_id in enumerate(ids)}

    @cached_property
    def _owner_places(self) -> dict[str, int]:
        ids: list[str] = self.owners["owner_id"].to_pylist()
        return {owner_id: place for place, owner_id in enumerate(ids)}

    @cached_property
    def _by_owner(self) -> tuple[Ints, Ints]:
        """The rows, owner by owner, and where each owner begins."""
        owner = places_of(self.evidence.owner_ids, self.owners["owner_id"])
        starts = np.cumsum([0, *np.bincount(owner, minlength=self.owners.num_rows)])
        return np.argsort(owner, kind="stable"), starts

    @cached_property
    def _homes(self) -> dict[str, list[dict[str, Any]]]:
        homes: dict[str, list[dict[str, Any]]] = {}
        for row in self.households.to_pylist():
            homes.setdefault(row["household_id"], []).append(row)
        return homes

    @cached_property
    def _home_of(self) -> dict[str, str]:
        return dict(zip(*(self.households[name].to_pylist() for name in ("owner_id", "household_id")), strict=True))


def _golden(row: dict[str, Any], ids: list[str]) -> tuple[GoldenValue, ...]:
    """The values of a golden record, each with the row or the correction it is from."""
    origin, told = dict(row["origin"]), []
    for column in golden_columns(list(row)):
        source = origin.get(column, ids[0])
        by_hand = source.removeprefix(CORRECTION) if source.startswith(CORRECTION) else ""
        if by_hand or row[column] is not None:
            place = None if by_hand else ids.index(source) + 1
            told.append(GoldenValue(column, shown(column, row[column]), place, by_hand))
    return tuple(told)


def open_cards(space: Workspace, config: Config, model: str | None) -> Cards:
    """The cards of a workspace that has owners.

    Raises:
        OtherModelError: Matching ran with another model.
    """
    owners = space.read("owners")
    more = dict.fromkeys((*SHOWN, "list", "district_code", *golden_columns(owners.column_names)))
    evidence = open_evidence(space, config, model, more=tuple(more))
    known = evidence.records.column_names
    is_own = space.has("sources")
    shown = SHOWN if is_own else [name for name in known if name not in ("record_id", "source")]
    households = space.read("households") if space.has("households") else HOUSEHOLDS.empty()
    return Cards(
        evidence=evidence,
        owners=owners,
        households=households,
        columns=tuple(name for name in shown if name in known),
    )
