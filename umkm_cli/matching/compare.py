"""compare: pairs -> comparison vectors, all pairs at once, each pair of distinct values once.

`COMPARERS` is the list of kinds of comparisons. Missing is a level of its own (0) and never a disagreement.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from umkm_cli.matching.columns import Coded, Codes, Flags, Ints, Levels
from umkm_cli.matching.model import Comparison, Floats, MatchModel
from umkm_cli.matching.names import compare_names
from umkm_cli.matching.nik import held_against, nik_levels
from umkm_cli.matching.packed import pack, pack_either_way, unpack
from umkm_cli.matching.prepare import Prepared
from umkm_cli.matching.texts import compare_texts
from umkm_cli.spread import spread

Shares = npt.NDArray[np.float32]

VILLAGE_SHRINK = 200.0
"""Records of the whole list that weigh as much as a place of its own in how common a value is in that place."""

AT_ONCE = 100_000
"""Pairs compared at once: bounds the memory, and each core takes its share."""

STEPS = 4
"""Shares are kept to the nearest of so many steps a doubling: finer differences say nothing."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Comparison vectors, one row per pair.

    Attributes:
        left, right: Row numbers of the records.
        levels: (pairs, comparisons); 0 is missing, then the levels of the model in order.
        frequency: (pairs, comparisons); share of records that have the compared value, NaN where it says nothing.
    """

    left: Ints
    right: Ints
    levels: Levels
    frequency: Shares

    def take(self, at: Ints | Flags) -> "Vectors":
        """Some of the pairs."""
        return Vectors(self.left[at], self.right[at], self.levels[at], self.frequency[at])

    @classmethod
    def together(cls, parts: "Sequence[Vectors]") -> "Vectors":
        """The pairs of all parts, in order."""
        columns = ([getattr(part, column.name) for part in parts] for column in fields(cls))
        return cls(*map(np.concatenate, columns))


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison of all pairs: levels, and how common the compared value is where that matters."""

    levels: Levels
    frequency: Floats | None = None


def compare(prepared: Prepared, pairs: Ints, *, model: MatchModel) -> Vectors:
    """Compare packed pairs on every comparison of the model."""
    return Comparer.of(prepared, model).compare_many(pairs)


def chunks(pairs: Ints) -> list[Ints]:
    """Pairs in portions that are compared at once; one empty portion where there are none."""
    return [pairs[start : start + AT_ONCE] for start in range(0, max(1, len(pairs)), AT_ONCE)]


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares pairs of some records; what all pairs ask for is made once.

    Attributes:
        prepared: The records.
        model: Names the comparisons.
        places: By comparison: how common values are in their place.
        echoes: By comparison: (records,) whether the value only repeats the number of its row.
    """

    prepared: Prepared
    model: MatchModel
    places: "dict[str, _InPlace]"
    echoes: dict[str, Flags]

    @classmethod
    def of(cls, prepared: Prepared, model: MatchModel) -> "Comparer":
        """Get ready to compare these records."""
        places = {one.name: _InPlace.of(prepared, one) for one in model.comparisons if one.within}
        echoes = {one.name: _is_echo(prepared, one, model) for one in model.comparisons if one.echo_of}
        return cls(prepared, model, places, echoes)

    def compare_many(self, pairs: Ints) -> Vectors:
        """The vectors of any number of packed pairs, on all cores."""
        return Vectors.together(spread(self.compare, chunks(pairs)))

    def compare(self, pairs: Ints) -> Vectors:
        """The vectors of packed pairs."""
        left, right = unpack(pairs)
        levels = np.zeros((len(pairs), len(self.model.comparisons)), np.int8)
        frequency = np.full(levels.shape, np.nan, np.float32)
        for column, comparison in enumerate(self.model.comparisons):
            compared = COMPARERS[comparison.kind](self.prepared, left, right, comparison)
            levels[:, column] = compared.levels
            shares = compared.frequency
            if shares is not None:
                if comparison.within:
                    shares = self.places[comparison.name].shares(left, right, shares)
                asked = _by_frequency(comparison)[compared.levels]
                frequency[:, column] = np.where(asked, _stepped(shares), np.nan)
        for name, is_echo in self.echoes.items():
            place = self.model.place_of(name)
            is_known = levels[:, self.model.place_of(str(self.model.comparisons[place].echo_of))] > 0
            levels[is_echo[left] & is_echo[right] & is_known, place] = 0
        return Vectors(left, right, levels, frequency)


def _by_frequency(comparison: Comparison) -> Flags:
    """By level number: does it weigh by how common the value is? Elsewhere that would only tell equal pairs apart."""
    return np.array([False, *(level.frequency is not None for level in comparison.levels)])


def _stepped(shares: Floats) -> Floats:
    stepped: Floats = np.exp2(np.round(np.log2(shares) * STEPS) / STEPS)
    return stepped


@dataclass(frozen=True, slots=True)
class _InPlace:
    """How common values are in the place where they stand.

    Attributes:
        place, value: (records,) codes.
        both: (records,) place and value in one, -1 where one is missing.
        ordered: The same, sorted.
        people: Records of each place.
    """

    place: Codes
    value: Codes
    both: Ints
    ordered: Ints
    people: Ints

    @classmethod
    def of(cls, prepared: Prepared, comparison: Comparison) -> "_InPlace":
        place, value = prepared.codes(str(comparison.within)), prepared.codes(comparison.column)
        both = np.where((place >= 0) & (value >= 0), pack(place, value), -1)
        return cls(place, value, both, np.sort(both), np.bincount(place[place >= 0], minlength=1))

    def shares(self, left: Ints, right: Ints, shares: Floats) -> Floats:
        """The place's own share of a value both have, shrunk to that of the whole list (`shares`).

        The two records of the pair are left out of the place's count, or a rare value would look common.
        """
        at = np.flatnonzero((self.both[left] >= 0) & (self.both[left] == self.both[right]))
        mine = self.both[left[at]]
        namesakes = np.searchsorted(self.ordered, mine, "right") - np.searchsorted(self.ordered, mine, "left") - 2
        people = self.people[self.place[left[at]]]
        local = shares.copy()
        local[at] = (np.maximum(namesakes, 0) + VILLAGE_SHRINK * shares[at]) / (people + VILLAGE_SHRINK)
        return local


def _choose(cases: list[tuple[Flags, int]], otherwise: int, size: int) -> Levels:
    """The level of the first case that holds."""
    if not size:
        return np.empty(0, np.int8)
    chosen: Levels = np.select([case for case, _ in cases], [level for _, level in cases], otherwise).astype(np.int8)
    return chosen


def _both(coded: Coded, left: Ints, right: Ints) -> tuple[Flags, Flags]:
    """Where both are known, and where they are also equal."""
    one, other = coded.codes[left], coded.codes[right]
    known = (one >= 0) & (other >= 0)
    return known, known & (one == other)


def _distinct_pairs(coded: Coded, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
    """Each two values that meet, once (lower code first), and which of them every pair has."""
    one, other = coded.codes[left], coded.codes[right]
    pairs, place = np.unique(pack_either_way(one, other), return_inverse=True)
    return *unpack(pairs), place


def _compare_names(prepared: Prepared, left: Ints, right: Ints, comparison: Comparison) -> Compared:
    names = prepared.names(comparison.column)
    known = np.flatnonzero(_both(names, left, right)[0])
    one, other, place = _distinct_pairs(names, left[known], right[known])
    named = compare_names(names, one, other, comparison)
    levels, shares = np.zeros(len(left), np.int8), np.full(len(left), np.nan)
    levels[known], shares[known] = named.levels[place], named.shares[place]
    return Compared(levels, shares)


def _compare_texts(prepared: Prepared, left: Ints, right: Ints, comparison: Comparison) -> Compared:
    coded = prepared.columns[comparison.column]
    known = np.flatnonzero(_both(coded, left, right)[0])
    one, other, place = _distinct_pairs(coded, left[known], right[known])
    levels, shares = np.zeros(len(left), np.int8), np.full(len(left), np.nan)
    of_texts, of_shares = compare_texts(coded, one, other, comparison)
    levels[known], shares[known] = of_texts[place], of_shares[place]
    return Compared(levels, shares)


def _compare_dates(prepared: Prepared, left: Ints, right: Ints, comparison: Comparison) -> Compared:
    dates = prepared.dates(comparison.column)
    known, same = _both(dates, left, right)
    at = np.flatnonzero(known & ~same)
    one, other = dates.codes[left[at]], dates.codes[right[at]]
    year, month, day = dates.parts
    same_year, same_month, same_day = year[one] == year[other], month[one] == month[other], day[one] == day[other]
    swapped = same_year & (month[one] == day[other]) & (day[one] == month[other])
    near = (same_year.astype(int) + same_month + same_day == 2) | swapped
    levels = np.where(same, comparison.number("exact"), 0).astype(np.int8)
    cases = [(near, comparison.number("near", "different")), (same_year, comparison.number("same_year", "different"))]
    levels[at] = _choose(cases, comparison.number("different"), len(at))
    return Compared(levels, _value_share(dates, left, same))


def _compare_codes(prepared: Prepared, left: Ints, right: Ints, comparison: Comparison) -> Compared:
    """Equal, one place of the same length wrong (when the model has that level), or different."""
    coded = prepared.columns[comparison.column]
    known, same = _both(coded, left, right)
    levels = np.where(known, comparison.number("different"), 0).astype(np.int8)
    levels[same] = comparison.number("exact")
    if "one_digit" in comparison.level_names:
        at = np.flatnonzero(known & ~same)
        levels[at[_one_place_wrong(coded, left[at], right[at])]] = comparison.number("one_digit")
    return Compared(levels, _value_share(coded, left, same))


def _one_place_wrong(coded: Coded, left: Ints, right: Ints) -> Flags:
    letters = coded.letters
    wrong: Flags = (letters[coded.codes[left]] != letters[coded.codes[right]]).sum(axis=1) == 1
    return wrong


def _value_share(coded: Coded, left: Ints, same: Flags) -> Floats:
    """Share of records that have the value both agree on: a number of dozens of people says little."""
    shares = np.full(len(left), np.nan)
    shares[same] = np.maximum(coded.counts[coded.codes[left[same]]] - 1, 1) / coded.size
    return shares


def _compare_rules(prepared: Prepared, left: Ints, right: Ints, comparison: Comparison) -> Compared:
    """Levels by rules over several columns, the first whose rules all hold.

    `same`: all of these are equal. `compatible`: none of these differs. `differ`: one of these does. `unknown`: one of
    these is missing on a side.
    """
    named = {column for level in comparison.levels for columns in level.rule.values() for column in columns}
    both = {column: _both(prepared.columns[column], left, right) for column in sorted(named)}
    cases = []
    for number, level in enumerate(comparison.levels, start=1):
        holds = np.ones(len(left), bool)
        for column in level.rule.get("same", ()):
            holds &= both[column][1]
        for column in level.rule.get("compatible", ()):
            known, same = both[column]
            holds &= ~known | same
        if "differ" in level.rule:
            holds &= np.logical_or.reduce([both[column][0] & ~both[column][1] for column in level.rule["differ"]])
        if "unknown" in level.rule:
            holds &= np.logical_or.reduce([~both[column][0] for column in level.rule["unknown"]])
        cases.append((holds, number))
    return Compared(_choose(cases, 0, len(left)))


def _compare_niks(prepared: Prepared, left: Ints, right: Ints, comparison: Comparison) -> Compared:
    return Compared(nik_levels(prepared.niks(comparison.column), left, right, comparison))


COMPARERS: dict[str, Callable[[Prepared, Ints, Ints, Comparison], Compared]] = {
    "name": _compare_names,
    "text": _compare_texts,
    "digits": _compare_texts,
    "date": _compare_dates,
    "code": _compare_codes,
    "rules": _compare_rules,
    "nik": _compare_niks,
}


def _is_echo(prepared: Prepared, comparison: Comparison, model: MatchModel) -> Flags:
    """(records,) does the birth date or the sex say no more than the number does? Then it is no second witness."""
    number = model.comparisons[model.place_of(str(comparison.echo_of))].column
    return held_against(prepared.niks(number), prepared.columns[comparison.column])[1]
