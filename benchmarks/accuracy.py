"""How much of what can be known did `umkm ingest` find? Its records against the generator's answers."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

Values = dict[str, str]
"""The text of each field; empty for nothing."""
PLACE = ("source_file", "source_sheet", "source_row")
MEASURES: dict[str, tuple[str, ...]] = {
    "village": ("village_code",),
    "RT/RW": ("rt", "rw"),
    "NIK": ("nik",),
    "phone": ("phone",),
    "gender": ("gender",),
    "birth date": ("birth_date",),
}
"""What is measured, and the columns it is read from."""
ROWS_FOUND, NOTHING_ELSE = "rows found once", "nothing else taken"
FIELDS = tuple(name for names in MEASURES.values() for name in names)


class Miss(NamedTuple):
    """A value that is not what can be known."""

    place: tuple[str, ...]
    field: str
    known: str
    found: str


@dataclass(slots=True)
class Tally:
    """How the values of one measure came out.

    Attributes:
        right: As known.
        wrong: Another value.
        missing: No value, or the whole row was not found.
        made_up: A value where nothing tells one.
    """

    right: int = 0
    wrong: int = 0
    missing: int = 0
    made_up: int = 0

    @property
    def known(self) -> int:
        """Values that can be known."""
        return self.right + self.wrong + self.missing

    @property
    def share(self) -> float:
        """Right ones of those."""
        return self.right / self.known if self.known else 1.0


@dataclass(slots=True)
class Accuracy:
    """How a run came out.

    Attributes:
        rows: Rows that hold an owner.
        records: Records found.
        tallies: By measure.
        misses: Each value that is wrong, missing or made up.
        lost: Places of rows that were not found exactly once.
        taken: Places of records that are no row with an owner, or the same again.
    """

    rows: int = 0
    records: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in MEASURES})
    misses: list[Miss] = field(default_factory=list)
    lost: list[tuple[str, ...]] = field(default_factory=list)
    taken: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def found_share(self) -> float:
        """Rows found exactly once, of all that hold an owner."""
        return 1.0 - len(self.lost) / self.rows if self.rows else 1.0

    @property
    def own_share(self) -> float:
        """Records that are a row with an owner, of all records."""
        return 1.0 - len(self.taken) / self.records if self.records else 1.0


def read_known(folder: Path) -> list[Values]:
    """The generator's answers."""
    with (folder / "known.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_records(workspace: Path) -> list[Values]:
    """The records of a workspace."""
    rows = pq.read_table(workspace / "records.parquet", columns=[*PLACE, *FIELDS]).to_pylist()
    return [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]


def hold_against(known: Iterable[Values], records: Iterable[Values]) -> Accuracy:
    """Compare row by row; where two lists stand side by side, a row holds two owners, told apart by their values."""
    came_out = Accuracy()
    wanted, got = _by_place(known), _by_place(records)
    for place in dict.fromkeys((*wanted, *got)):
        true, found = wanted.get(place, []), list(got.get(place, []))
        came_out.rows += len(true)
        came_out.records += len(found)
        came_out.taken += [place] * max(len(found) - len(true), 0)
        came_out.lost += [place] * min(len(true), abs(len(found) - len(true)))
        for answer in true:
            best = max(found, key=lambda record, answer=answer: _agreement(answer, record), default=None)  # type: ignore[misc]
            if best is not None:
                found.remove(best)
            _compare(came_out, place, answer, best or {})
    return came_out


def _by_place(rows: Iterable[Values]) -> dict[tuple[str, ...], list[Values]]:
    places: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for row in rows:
        places[tuple(row[name] for name in PLACE)].append(row)
    return places


def _agreement(answer: Values, record: Values) -> int:
    return sum(answer[name] == record[name] for name in FIELDS)


def _compare(came_out: Accuracy, place: tuple[str, ...], answer: Values, record: Values) -> None:
    for measure, names in MEASURES.items():
        tally = came_out.tallies[measure]
        for name in names:
            known, found = answer[name], record.get(name, "")
            if known == found:
                tally.right += bool(known)
                continue
            tally.made_up += not known
            tally.missing += bool(known) and not found
            tally.wrong += bool(known) and bool(found)
            came_out.misses.append(Miss(place, name, known, found))


def shares(came_out: Accuracy) -> dict[str, float]:
    """Each figure that has a bar."""
    rows = {ROWS_FOUND: came_out.found_share, NOTHING_ELSE: came_out.own_share}
    return rows | {name: tally.share for name, tally in came_out.tallies.items()}
