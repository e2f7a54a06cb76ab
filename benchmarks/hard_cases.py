"""Where matching fails: which true pairs are missed, by what makes them hard, and who is taken for whom.

Pure functions over rows of a truth and the owners found for them; `read_rows` and `read_people` get them from a world
that `benchmarks.synthetic` wrote.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

PLACE = ("source_file", "source_sheet", "source_row")
CASES: dict[str, tuple[str, ...]] = {
    "nothing wrong": ("plain",),
    "namesakes in one RT": ("namesake_same_rt",),
    "spouses on one phone": ("spouse_same_phone",),
    "spouses": ("spouse",),
    "siblings": ("siblings",),
    "father and son": ("father_son",),
    "other parents, in-laws": ("parent_child", "mother_daughter", "in_laws"),
    "twins": ("twins",),
    "NIK missing": ("nik_missing",),
    "NIK of a relative": ("nik_relative",),
    "NIK of the row above": ("nik_neighbour",),
    "NIK cut by Excel": ("nik_excel", "nik_scientific"),
    "NIK mistyped": ("nik_wrong_digit", "nik_swapped", "nik_short", "nik_long"),
    "moved to another desa": ("moved",),
    "phone of the officer": ("phone_officer",),
    "another phone": ("phone_changed", "phone_missing"),
    "husband's name": ("husband_name",),
    "name respelt": ("respelt",),
}
"""Rows of the table, and the cases of the truth each stands for."""
_TURNS = frozenset(("plain", "repeat", "same_year", "next_year", "survey"))
"""Which list a row stands on; none of it makes it hard."""
A_GENERATION = 16
"""Years between births from which two of one household are parent and child."""


class Row(NamedTuple):
    """One record: who it is in truth, who it was found to be, and what makes it hard."""

    owner: str
    found: str
    cases: frozenset[str]


class Someone(NamedTuple):
    """Who an owner is, without a mistake."""

    household: str
    name: str
    sex: str
    birth: date
    village: str
    rt_rw: tuple[str, str]
    traps: frozenset[str]


@dataclass(slots=True)
class Recall:
    """True pairs of a case, and how many of them were found."""

    pairs: int = 0
    found: int = 0

    @property
    def share(self) -> float:
        """Found ones of all; 1 where there are none."""
        return self.found / self.pairs if self.pairs else 1.0


@dataclass(frozen=True, slots=True)
class Rates:
    """Pairwise figures, and how far the count of owners is off.

    Attributes:
        owners_off: Found owners too many (below 0: too few), as a share of the true ones.
    """

    precision: float
    recall: float
    owners_off: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def rates(rows: Sequence[Row]) -> Rates:
    """Pairs of rows found to be one owner against those that are."""
    true, found = Counter(row.owner for row in rows), Counter(row.found for row in rows)
    right = _pairs(Counter((row.owner, row.found) for row in rows).values())
    all_true, all_found = _pairs(true.values()), _pairs(found.values())
    return Rates(
        precision=right / all_found if all_found else 1.0,
        recall=right / all_true if all_true else 1.0,
        owners_off=len(found) / len(true) - 1 if true else 0.0,
    )


def recall_by_case(rows: Iterable[Row]) -> dict[str, Recall]:
    """For each of `CASES`: pairs of rows of one owner of which either is such a case."""
    recalls = {name: Recall() for name in CASES}
    for one, other in _pairs_within(rows, "owner"):
        cases = ((one.cases | other.cases) - _TURNS) or {"plain"}
        for name, words in CASES.items():
            if not cases.isdisjoint(words):
                recalls[name].pairs += 1
                recalls[name].found += one.found == other.found
    return recalls


def false_merges(rows: Iterable[Row], people: Mapping[str, Someone]) -> Counter[str]:
    """How many pairs of rows of two owners were found to be one, by how the two belong together."""
    kinds: Counter[str] = Counter()
    for one, other in _pairs_within(rows, "found"):
        if one.owner != other.owner:
            kinds[bond(people[one.owner], people[other.owner])] += 1
    return kinds


def bond(one: Someone, other: Someone) -> str:
    """Why two owners could be taken for one: the closest of what they share."""
    if one.household == other.household and not {"namesake_same_rt"} & one.traps & other.traps:
        return _relation(one, other)
    if one.name == other.name:
        is_near = one.village == other.village
        return f"namesakes in one {'RT' if is_near and one.rt_rw == other.rt_rw else 'desa' if is_near else 'regency'}"
    return "others"


KINDS = (
    "namesakes in one RT", "namesakes in one desa", "namesakes in one regency", "spouses", "siblings", "twins",
    "parent and child", "others",
)  # fmt: skip
"""What `bond` answers."""


def _relation(one: Someone, other: Someone) -> str:
    if one.birth == other.birth and one.sex == other.sex:
        return "twins"
    if abs(one.birth.year - other.birth.year) >= A_GENERATION:
        return "parent and child"
    is_couple = one.sex != other.sex and all({"spouse", "spouse_same_phone"} & who.traps for who in (one, other))
    return "spouses" if is_couple else "siblings"


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _pairs_within(rows: Iterable[Row], by: str) -> Iterator[tuple[Row, Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    for group in groups.values():
        yield from combinations(group, 2)


def read_people(folder: Path) -> dict[str, Someone]:
    """Who the owners of a world are."""
    return {
        line["owner"]: Someone(
            line["household"],
            line["name"],
            line["sex"],
            date.fromisoformat(line["birth_date"]),
            line["village_code"],
            (line["rt"], line["rw"]),
            frozenset(line["traps"].split(";")),
        )
        for line in _lines(folder / "people.csv")
    }


def read_truth(folder: Path) -> dict[tuple[str, ...], tuple[str, frozenset[str]]]:
    """Owner and cases of every row, by its place."""
    return {
        tuple(line[name] for name in PLACE): (line["owner"], frozenset(line["case"].split(";")))
        for line in _lines(folder / "truth.csv")
    }


def read_rows(folder: Path, workspace: Path) -> list[Row]:
    """The records of a workspace that holds the lists of a world, after `umkm dedupe`."""
    truth = read_truth(folder)
    records = pq.read_table(workspace / "records.parquet", columns=["record_id", *PLACE]).to_pylist()
    clusters = pq.read_table(workspace / "clusters.parquet", columns=["record_id", "owner_id"]).to_pylist()
    found = {line["record_id"]: line["owner_id"] for line in clusters}
    rows: list[Row] = []
    for record in records:
        told = truth.get(tuple(str(record[name] or "") for name in PLACE))
        if told:
            rows.append(Row(told[0], found[record["record_id"]], told[1]))
    return rows


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
