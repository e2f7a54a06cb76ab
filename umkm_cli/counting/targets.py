"""Targets: which one is in force on a day, and how it is shared out over the places of a regency."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from umkm_cli.config import Config, Target
from umkm_cli.errors import BadTargetError
from umkm_cli.knowledge.regions import Regions


def target_on(config: Config, day: date) -> Target:
    """The target of the whole regency in force on a day: the latest `[[targets]]` entry, else `target`."""
    entries = [target for target in config.targets if target.district is None]
    return _latest(entries, day) or Target(count=config.target, by=config.target_date)


def district_targets(config: Config, day: date, regions: Regions) -> dict[str, int]:
    """The kecamatan, by code, that have a target of their own on a day.

    Raises:
        BadTargetError: A kecamatan is not known, or together they have more than the regency.
    """
    named: dict[str, list[Target]] = {}
    for target in config.targets:
        if target.district is not None:
            named.setdefault(_code(target.district, regions), []).append(target)
    in_force = {code: _latest(targets, day) for code, targets in named.items()}
    counts = {code: target.count for code, target in in_force.items() if target}
    whole = target_on(config, day).count
    if sum(counts.values()) > whole:
        raise BadTargetError(reason="too_much", sum=sum(counts.values()), target=whole)
    return counts


def _latest(targets: Sequence[Target], day: date) -> Target | None:
    """Of two that hold from the same day, the later entry."""
    started = [target for target in targets if target.since is None or target.since <= day]
    return max(reversed(started), key=lambda target: target.since or date.min, default=None)


def _code(district: str, regions: Regions) -> str:
    found = regions.district(district)
    if found:
        return found.code
    named = regions.find_district(district)
    if named is None:
        raise BadTargetError(reason="unknown_district", district=district, region=regions.name)
    return named.place.code


def shared_out(target: float, weights: pd.Series, own: Mapping[str, int], rest: str) -> pd.Series:
    """A target over places: their own where they have one, else what is left by weight.

    Args:
        target: The whole.
        weights: By place; how much of what is left each takes.
        own: Places with a target of their own; together no more than `target`.
        rest: The place that takes what is left where no other place can.

    Returns:
        The parts, by place; they add up to `target`.
    """
    mine = pd.Series(own, dtype="float64").reindex(weights.index)
    others = weights.where(mine.isna(), 0).astype("float64")
    if not others.sum():
        others[rest] = 1.0
        mine[rest] = float("nan")
    left = target - mine.sum()
    return mine.fillna(left * others / others.sum())
