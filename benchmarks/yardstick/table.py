"""The table: the shipped matcher beside the yardstick, and the bars it has to hold."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.hard_cases import CASES, KINDS, Rates, Recall, Row, Someone, false_merges, rates, recall_by_case

BARRED = (
    "namesakes in one RT", "spouses on one phone", "siblings", "father and son", "twins", "NIK missing",
    "NIK of a relative", "moved to another desa",
)  # fmt: skip
"""Cases whose recall has a bar; the others are shown beside them."""
F1_BEHIND, RECALL_BEHIND = 0.01, 0.03
FALSE_TIMES = 1.5
LEAST_PRECISION, OWNERS_OFF = 0.98, 0.005


@dataclass(frozen=True, slots=True)
class CameOut:
    """What was found in a world, counted against its truth."""

    rates: Rates
    recalls: Mapping[str, Recall]
    false: Counter[str]

    @classmethod
    def of(cls, rows: Sequence[Row], people: Mapping[str, Someone]) -> "CameOut":
        """Count."""
        return cls(rates(rows), recall_by_case(rows), false_merges(rows, people))


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of both. `holds` is None where there is no bar.

    Attributes:
        figure: What it is.
        ours, theirs: Its values, as shown.
        bar: What ours has to reach, as shown.
    """

    figure: str
    ours: str
    theirs: str
    bar: str = ""
    holds: bool | None = None


def compared(ours: CameOut, theirs: CameOut) -> list[Line]:
    """All lines of the table."""
    return [*_overall(ours.rates, theirs.rates), *_by_case(ours, theirs), *_by_kind(ours.false, theirs.false)]


def _overall(ours: Rates, theirs: Rates) -> Iterator[Line]:
    least = theirs.f1 - F1_BEHIND
    yield Line("F1", f"{ours.f1:.4f}", f"{theirs.f1:.4f}", f"{least:.4f}", ours.f1 >= least)
    is_precise = ours.precision >= LEAST_PRECISION
    yield Line("precision", f"{ours.precision:.4f}", f"{theirs.precision:.4f}", f"{LEAST_PRECISION:.4f}", is_precise)
    yield Line("recall", f"{ours.recall:.4f}", f"{theirs.recall:.4f}")
    off = f"{ours.owners_off:+.2%}", f"{theirs.owners_off:+.2%}", f"± {OWNERS_OFF:.1%}"
    yield Line("count of owners", *off, abs(ours.owners_off) <= OWNERS_OFF)


def _by_case(ours: CameOut, theirs: CameOut) -> Iterator[Line]:
    for name in CASES:
        one, other = ours.recalls[name], theirs.recalls[name]
        figure = f"recall: {name} ({one.pairs:,} pairs)"
        least = other.share - RECALL_BEHIND
        bar = (f"{least:.3f}", one.share >= least) if name in BARRED else ("", None)
        yield Line(figure, f"{one.share:.3f}", f"{other.share:.3f}", *bar)


def _by_kind(ours: Counter[str], theirs: Counter[str]) -> Iterator[Line]:
    for kind in KINDS:
        most = theirs[kind] * FALSE_TIMES
        yield Line(f"false pairs: {kind}", f"{ours[kind]}", f"{theirs[kind]}", f"{most:.1f}", ours[kind] <= most)


def markdown(lines: Sequence[Line]) -> str:
    """The table as it stands in docs/accuracy.md."""
    verdict = {None: "", True: "holds", False: "missed"}
    rows = [f"| {one.figure} | {one.ours} | {one.theirs} | {one.bar} | {verdict[one.holds]} |" for one in lines]
    return "\n".join(["| | umkm | yardstick | bar | |", "|---|---|---|---|---|", *rows])
