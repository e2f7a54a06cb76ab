"""What has to hold: umkm as it comes, on each list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.people.contenders import SPLINK, Result

BARS: dict[str, float] = {
    "febrl3": 0.9995,
    "febrl4": 0.9996,
    "fake_1000": 0.935,
    "historical_50k": 0.88,
    "bpum": 0.0,
}
"""Least F1 of umkm; on our own lists what Splink makes of them is the bar."""
PART_OF_ERROR = 1 / 3
"""How much of Splink's error (1 - F1, at its best threshold) may be left on our own lists."""
PRECISION = 0.98
OWNERS_OFF = 0.005
"""Share by which the number of people found there may be off."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One bar.

    Attributes:
        name: What is held.
        measured: What came out.
        bar: What has to be reached, or may not be exceeded.
        holds: Whether it does.
    """

    name: str
    measured: float
    bar: float
    holds: bool

    def __str__(self) -> str:
        return f"{self.name:<44} {self.measured:>8.4f} {self.bar:>9.4f}  {'PASS' if self.holds else 'FAIL'}"


def verdicts(name: str, results: Sequence[Result]) -> Iterator[Verdict]:
    """The bars of a list; the first result is that of umkm."""
    ours, *others = results
    f1 = ours.default.f1
    if name != "bpum":
        yield Verdict("F1, at least", f1, BARS[name], f1 >= BARS[name])
        return
    precision, off = ours.default.precision, abs(ours.default.clusters / ours.default.people - 1)
    yield Verdict("precision, at least", precision, PRECISION, precision >= PRECISION)
    yield Verdict("number of people off by, at most", off, OWNERS_OFF, off <= OWNERS_OFF)
    for best in (other.best for other in others if other.best and other.matcher.startswith(SPLINK.name)):
        bar = (1 - best.f1) * PART_OF_ERROR
        yield Verdict("error (1 - F1), at most a third of Splink's", 1 - f1, bar, 1 - f1 <= bar)
