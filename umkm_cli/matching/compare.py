"""compare: pairs -> comparison vectors, all pairs at once, each pair of distinct names once.

`COMPARERS` is the list of comparisons. Missing is a level of its own (0) and never a disagreement.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from umkm_cli.matching.model import Comparison, Floats, MatchModel
from umkm_cli.matching.names import name_level, share_of_name
from umkm_cli.matching.nik import compare_nik
from umkm_cli.matching.prepare import NO_DAY, Coded, Ints, Prepared

Levels = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

VILLAGE_SHRINK = 200.0
"""Records of the regency that weigh as much as a whole village in how common a name is in that village."""


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
    frequency: Floats


def compare(prepared: Prepared, pairs: pa.Table, *, model: MatchModel) -> Vectors:
    """Compare `CANDIDATE_PAIRS` on every comparison of the model."""
    left = pairs["left"].to_numpy().astype(np.int64)
    right = pairs["right"].to_numpy().astype(np.int64)
    levels = np.zeros((len(left), len(model.comparisons)), np.int8)
    frequency = np.full((len(left), len(model.comparisons)), np.nan)
    for column, comparison in enumerate(model.comparisons):
        names = {name: number for number, name in enumerate(comparison.level_names)}
        compared = COMPARERS[comparison.name](prepared, left, right, names)
        levels[:, column] = compared.levels
        if compared.frequency is not None:
            frequency[:, column] = compared.frequency
    _silence_echoes(prepared, left, right, levels, model)
    return Vectors(left, right, levels, frequency)


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison of all pairs: levels, and how common the compared value is where that matters."""

    levels: Levels
    frequency: Floats | None = None


LevelNumbers = dict[str, int]


def _choose(cases: list[tuple[Flags, int]], otherwise: int, size: int) -> Levels:
    """The level of the first case that holds."""
    if not size:
        return np.empty(0, np.int8)
    chosen: Levels = np.select([case for case, _ in cases], [level for _, level in cases], otherwise).astype(np.int8)
    return chosen


def _compare_names(prepared: Prepared, left: Ints, right: Ints, level: LevelNumbers) -> Compared:
    names = prepared.names
    code_left, code_right = names.key.codes[left], names.key.codes[right]
    missing = (code_left < 0) | (code_right < 0)
    low, high = np.minimum(code_left, code_right), np.maximum(code_left, code_right)
    pairs, place = np.unique(np.where(missing, -1, low << 32 | high), return_inverse=True)
    levels, frequency = np.zeros(len(pairs), np.int8), np.full(len(pairs), np.nan)
    counts = names.key.counts()
    for number, pair in enumerate(pairs.tolist()):
        one, other = pair >> 32, pair & 0xFFFFFFFF
        if pair < 0:
            continue
        if one == other:
            levels[number], frequency[number] = level["exact"], share_of_name(names, one, int(counts[one]) - 2)
        elif names.joined_code[one] == names.joined_code[other]:
            both = int(counts[one] + counts[other]) - 2
            levels[number], frequency[number] = level["variant"], share_of_name(names, one, both)
        else:
            name, share = name_level(names, one, other)
            levels[number], frequency[number] = level[name], share or np.nan
    is_exact = levels[place] == level["exact"]
    return Compared(levels[place], _in_village(prepared, left, right, frequency[place], is_exact))


def _in_village(prepared: Prepared, left: Ints, right: Ints, frequency: Floats, is_exact: Flags) -> Floats:
    """How common the name is where both live: the village's own share, shrunk to the regency's.

    The two records of the pair are left out of the village's count, or a rare name would look common.
    """
    village = prepared.village.codes
    same = (village[left] >= 0) & (village[left] == village[right]) & is_exact
    if not same.any():
        return frequency
    named = prepared.names.key.codes
    key = np.where((village >= 0) & (named >= 0), village << 32 | named, -1)
    values, place, counts = np.unique(key, return_inverse=True, return_counts=True)
    namesakes = np.where(values[place] >= 0, counts[place], 0)[left] - 2
    people = np.bincount(village[village >= 0], minlength=1)[np.where(same, village[left], 0)]
    local = (np.maximum(namesakes, 0) + VILLAGE_SHRINK * frequency) / (people + VILLAGE_SHRINK)
    return np.where(same, local, frequency)


def _compare_birth(prepared: Prepared, left: Ints, right: Ints, level: LevelNumbers) -> Compared:
    days = prepared.birth_date
    missing = (days[left] == NO_DAY) | (days[right] == NO_DAY)
    year, month, day = _calendar(np.where(days == NO_DAY, 0, days))
    same_year = year[left] == year[right]
    same_month = month[left] == month[right]
    same_day = day[left] == day[right]
    swapped = same_year & (month[left] == day[right]) & (day[left] == month[right])
    near = (same_year.astype(int) + same_month + same_day == 2) | swapped
    cases = [(missing, 0), (days[left] == days[right], level["exact"]), (near, level["near"])]
    return Compared(_choose(cases, level["different"], len(left)))


def _calendar(days: Ints) -> tuple[Ints, Ints, Ints]:
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    years = dates.astype("datetime64[Y]")
    return (
        years.astype(np.int64) + 1970,
        months.astype(np.int64) % 12 + 1,
        (dates - months).astype(np.int64) + 1,
    )


def _compare_gender(prepared: Prepared, left: Ints, right: Ints, level: LevelNumbers) -> Compared:
    one, other = prepared.gender[left], prepared.gender[right]
    cases = [((one == 0) | (other == 0), 0), (one == other, level["same"])]
    return Compared(_choose(cases, level["different"], len(left)))


def _both(codes: Ints, left: Ints, right: Ints, missing: int = -1) -> tuple[Flags, Flags]:
    """Where both are known, and where they are also equal."""
    known = (codes[left] != missing) & (codes[right] != missing)
    return known, known & (codes[left] == codes[right])


def _compare_places(prepared: Prepared, left: Ints, right: Ints, level: LevelNumbers) -> Compared:
    village_known, same_village = _both(prepared.village.codes, left, right)
    district_known, same_district = _both(prepared.district.codes, left, right)
    hamlet_known, same_hamlet = _both(prepared.hamlet.codes, left, right)
    rt_known, same_rt = _both(prepared.rt, left, right)
    rw_known, same_rw = _both(prepared.rw, left, right)
    other_part = (rt_known & ~same_rt) | (rw_known & ~same_rw) | (hamlet_known & ~same_hamlet)
    cases = [
        (same_village & same_rt & same_rw, level["same_rt"]),
        (same_village & same_hamlet & ~(rt_known & rw_known), level["same_hamlet"]),
        (same_village & other_part, level["other_rt"]),
        (same_village, level["same_village"]),
        (~village_known & same_hamlet & same_rt & same_rw, level["same_spot"]),
        (village_known & same_district, level["same_district"]),
        (district_known & ~same_district, level["different"]),
    ]
    return Compared(_choose(cases, 0, len(left)))


def _compare_phones(prepared: Prepared, left: Ints, right: Ints, level: LevelNumbers) -> Compared:
    known, same = _both(prepared.phone.codes, left, right)
    values = np.array(prepared.phone.values or [""], dtype="U20")
    near = np.zeros(len(left), bool)
    doubtful = np.flatnonzero(known & ~same)
    letters = values.view(np.uint32).reshape(len(values), -1)
    one, other = prepared.phone.codes[left[doubtful]], prepared.phone.codes[right[doubtful]]
    near[doubtful] = (letters[one] != letters[other]).sum(axis=1) == 1
    cases = [(~known, 0), (same, level["exact"]), (near, level["one_digit"])]
    return Compared(_choose(cases, level["different"], len(left)), _value_share(prepared.phone, left, same))


def _compare_families(prepared: Prepared, left: Ints, right: Ints, level: LevelNumbers) -> Compared:
    known, same = _both(prepared.no_kk.codes, left, right)
    levels = _choose([(~known, 0), (same, level["exact"])], level["different"], len(left))
    return Compared(levels, _value_share(prepared.no_kk, left, same))


def _value_share(coded: Coded, left: Ints, same: Flags) -> Floats:
    """Share of records that have the value both agree on: a number of dozens of people says little."""
    counts = coded.counts()
    size = max(1, int(counts.sum()))
    shares = np.full(len(left), np.nan)
    shares[same] = np.maximum(counts[coded.codes[left[same]]] - 1, 1) / size
    return shares


def _nik(prepared: Prepared, left: Ints, right: Ints, level: LevelNumbers) -> Compared:
    return Compared(compare_nik(prepared, left, right, level))


COMPARERS: dict[str, Callable[[Prepared, Ints, Ints, LevelNumbers], Compared]] = {
    "nik": _nik,
    "name": _compare_names,
    "birth_date": _compare_birth,
    "gender": _compare_gender,
    "place": _compare_places,
    "phone": _compare_phones,
    "no_kk": _compare_families,
}


def _silence_echoes(prepared: Prepared, left: Ints, right: Ints, levels: Levels, model: MatchModel) -> None:
    """Birth date and sex that only repeat what the NIKs say are no second witness: count them as missing."""
    names: tuple[Comparison, ...] = model.comparisons
    if not {"nik", "birth_date", "gender"} <= {comparison.name for comparison in names}:
        return
    year, month, day = _calendar(np.where(prepared.birth_date == NO_DAY, 0, prepared.birth_date))
    is_echo = prepared.nik_birth == (year % 100) * 10_000 + month * 100 + day
    nik_compared = levels[:, model.place_of("nik")] > 0
    both = is_echo[left] & is_echo[right] & nik_compared
    levels[both, model.place_of("birth_date")] = 0
    is_echo = prepared.nik_gender == prepared.gender
    both = is_echo[left] & is_echo[right] & nik_compared
    levels[both, model.place_of("gender")] = 0
