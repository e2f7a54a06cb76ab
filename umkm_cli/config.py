"""Settings: defaults < `umkm.toml` < environment < flags. A misspelt key is an error, never ignored."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from umkm_cli.errors import BadSettingError, UnknownSettingError


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A `[[targets]]` entry: owners to be recorded, in force from a day on, in all or in one kecamatan.

    Attributes:
        count: Owners to be recorded.
        since: The first day it is in force; None for always.
        by: The day it is to be reached, if one is set.
        district: Kemendagri code or name of the kecamatan; None for the whole regency.
    """

    count: int
    since: date | None = None
    by: date | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that can be set, with what Batang needs as defaults.

    Attributes:
        region: Kemendagri code or name of the regency, `33.25` is Batang.
        basis: Owners on the baseline list, as the office counts them.
        basis_date: The day the office's count stands for.
        target: Owners to be recorded ("terdata").
        target_date: The day the target is to be reached, if one is set.
        targets: Targets that changed, or that kecamatan have of their own; see `counting.targets`.
        data_year: Year of the lists; decides the century of birth years and who is of age.
        match_threshold: Pairs at or above this match probability join an owner.
        review_threshold: Pairs at or above this, but below `match_threshold`, are left for clerical review.
        workers: Processes that read files; 0 means one per core.
        max_file_mb: Largest file, and largest unpacked content of a file, that is read.
        seconds_per_file: Longest time a single file may take.
        columns: File that says what columns hold, written by `umkm ingest --map`; None for none.
    """

    region: str = "33.25"
    basis: int = 105_000
    basis_date: date | None = None
    target: int = 60_000
    target_date: date | None = None
    targets: tuple[Target, ...] = ()
    data_year: int = 2021
    match_threshold: float = 0.20
    review_threshold: float = 0.10
    workers: int = 0
    max_file_mb: int = 1024
    seconds_per_file: int = 120
    columns: str | None = None

    def __post_init__(self) -> None:
        for name, is_fine in _CHECKS.items():
            value = getattr(self, name)
            if not is_fine(value):
                raise BadSettingError(setting=name, value=value)
        if self.review_threshold > self.match_threshold:
            raise BadSettingError(setting="review_threshold", value=self.review_threshold)


TOO_MANY = 1_000_000_000
"""Owners that no regency has; a number like that is a slip, and does not fit the tables."""

_CHECKS: dict[str, Callable[[Any], bool]] = {
    "region": lambda region: (
        any(char.isalpha() for char in region)
        or (len(region) == 5 and region[2] == "." and region.replace(".", "").isdigit())
    ),
    "basis": lambda count: 0 < count < TOO_MANY,
    "target": lambda count: 0 < count < TOO_MANY,
    "targets": lambda targets: all(0 < target.count < TOO_MANY for target in targets),
    "data_year": lambda year: 2000 <= year <= 2100,
    "match_threshold": lambda share: 0 < share <= 1,
    "review_threshold": lambda share: 0 < share <= 1,
    "workers": lambda count: count >= 0,
    "max_file_mb": lambda size: size > 0,
    "seconds_per_file": lambda seconds: seconds > 0,
}


def resolve(settings: Mapping[str, object], environment: Mapping[str, str], flags: Mapping[str, object]) -> Config:
    """Lay the three sources over the defaults.

    A `target` of the environment or a flag stands for the whole regency, so it goes before the dated targets of
    `umkm.toml` as well; kecamatan keep theirs. A `target_date` goes before the days of all of them.

    Args:
        settings: Keys and values of `umkm.toml`.
        environment: The process environment; `UMKM_BASIS` sets `basis`, and so on.
        flags: Values given on the command line; `None` means not given.

    Raises:
        UnknownSettingError: `settings` has a key that is no setting.
        BadSettingError: A value cannot be read as its setting's type, or makes no sense.
    """
    names = [field.name for field in fields(Config)]
    for key in settings:
        if key not in names and key not in OUTSIDE:
            close = difflib.get_close_matches(key, [*names, *OUTSIDE], n=1)
            raise UnknownSettingError(setting=key, close=close[0] if close else ", ".join(names))
    chosen: dict[str, object] = {key: settings[key] for key in names if key in settings}
    chosen |= {name: environment[_named(name)] for name in names if environment.get(_named(name))}
    chosen |= {key: value for key, value in flags.items() if value is not None}
    config = replace(Config(), **{name: _read(name, value) for name, value in chosen.items()})
    given = {name for name in ("target", "target_date") if flags.get(name) is not None or environment.get(_named(name))}
    targets = [target for target in config.targets if target.district is not None or "target" not in given]
    if "target_date" in given:
        targets = [replace(target, by=config.target_date) for target in targets]
    return replace(config, targets=tuple(targets))


def _named(setting: str) -> str:
    return f"UMKM_{setting.upper()}"


OUTSIDE = ("lang", "workspace", "reviewer")
"""Keys of `umkm.toml` that are about the command line, not about the work."""


def _read(name: str, value: object) -> Any:  # noqa: ANN401 - a setting of any type
    """Read a setting given as text (environment) or as a TOML value."""
    reader = _READERS[name]
    try:
        if isinstance(value, bool):
            raise BadSettingError(setting=name, value=value)
        return reader(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise BadSettingError(setting=name, value=value) from error


def _whole(value: Any) -> int:  # noqa: ANN401 - TOML or text
    if isinstance(value, str):
        return int(value.replace(".", "").replace(",", "").replace("_", ""))
    if value != int(value):
        raise ValueError(value)
    return int(value)


def _day(value: Any) -> date:  # noqa: ANN401 - TOML or text
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)


def _targets(entries: Any) -> tuple[Target, ...]:  # noqa: ANN401 - TOML or text
    if not isinstance(entries, list):
        raise TypeError(entries)
    return tuple(_target(entry) for entry in entries)


def _target(entry: Any) -> Target:  # noqa: ANN401 - a TOML value
    """An entry as a `Target`; a key it does not have is an error, as anywhere, and so is one that does not fit."""
    read: dict[str, Callable[[Any], Any]] = {"count": _whole, "since": _day, "by": _day, "district": str}
    if not isinstance(entry, Mapping):
        raise BadSettingError(setting="targets", value=entry)
    try:
        target = Target(**{key: read[key](value) for key, value in entry.items()})
    except (KeyError, TypeError, ValueError, OverflowError):
        target = None
    if target is None or isinstance(entry["count"], bool) or not _CHECKS["targets"]((target,)):
        told = ", ".join(f"{key} = {value}" for key, value in entry.items())
        raise BadSettingError(setting="targets", value=told)
    return target


_READERS: dict[str, Callable[[Any], Any]] = {
    "region": str,
    "basis": _whole,
    "basis_date": _day,
    "target": _whole,
    "target_date": _day,
    "targets": _targets,
    "data_year": _whole,
    "match_threshold": float,
    "review_threshold": float,
    "workers": _whole,
    "max_file_mb": _whole,
    "seconds_per_file": _whole,
    "columns": str,
}
