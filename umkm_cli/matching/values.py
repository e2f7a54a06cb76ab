"""values: what of a record may be shown, so that two can be held side by side and no number is told."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from umkm_cli.findings.verdicts import Cell
from umkm_cli.matching.model import Comparison, MatchModel
from umkm_cli.messages import mask_apart, safe, visible
from umkm_cli.schema import RECORDS

_TELLING = 7
"""Digits from which a value may be the number of a person; shorter ones are RT, RW, post codes."""

_OF_NOBODY = frozenset(column.name for column in RECORDS.columns if not column.is_personal)
"""Columns of `RECORDS` that identify no person."""

_LETTERS = 3
"""Letters that a number may have in it: typed for digits, or before them."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITTEN_AS = re.compile(r"_(?:code|key)$")


def columns_of(comparison: Comparison, model: MatchModel, known: Sequence[str]) -> tuple[str, ...]:
    """Columns of the list that show what a comparison looked at, in the order of the model.

    A code or key for comparing is shown by the column it was made from, where the list has it: `village_code` by
    `village`.
    """
    named = {comparison.column, *(column for level in comparison.levels for column in _ruled(level.rule))}
    sources = (source for column in model.columns if column.name in named for source in column.sources)
    return tuple(dict.fromkeys(column for column in map(readable, sources) if column in known))


def readable(column: str) -> str:
    """The column that a code or key was made from; the column itself where it is none."""
    return _WRITTEN_AS.sub("", column)


def _ruled(rule: Mapping[str, object]) -> tuple[str, ...]:
    """The columns that a rule names."""
    return tuple(column for columns in rule.values() if isinstance(columns, list | tuple) for column in columns)


def name_columns(model: MatchModel) -> tuple[str, ...]:
    """Columns of the list that hold what a person is called."""
    sources = next((column.sources for column in model.columns if column.kind == "name"), ())
    return tuple(map(readable, sources))


def shown_columns(model: MatchModel) -> tuple[str, ...]:
    """Every column of a list that showing its comparisons may need."""
    return tuple(dict.fromkeys(name for source in model.sources for name in (source, readable(source))))


def side_by_side(left: Mapping[str, object], right: Mapping[str, object]) -> tuple[dict[str, Cell], dict[str, Cell]]:
    """What stands in the same columns of two records; numbers hidden but for where they differ."""
    one: dict[str, Cell] = {}
    other: dict[str, Cell] = {}
    for column in left:
        (one_cell, other_cell) = cells([left[column], right[column]])
        if one_cell is not None:
            one[column] = one_cell
        if other_cell is not None:
            other[column] = other_cell
    return one, other


def cells(values: Sequence[object], *, is_full: bool = False) -> list[Cell | None]:
    """Values of one column, fit to be shown; long numbers are held against the first one there is, or stay whole."""
    numbers = [str(value) for value in values if _is_number(value)]
    shown: list[Cell | None] = []
    for value in values:
        if is_full and isinstance(value, str):
            shown.append(visible(value))
        elif _is_number(value):
            base = next((number for number in numbers if number != value), str(value))
            shown.append(mask_apart(str(value), base)[0])
        elif isinstance(value, int | float | date):
            shown.append(value)
        else:
            shown.append(None if value is None else safe(str(value)))
    return shown


def shown(column: str, value: object) -> Cell | None:
    """A value of one row fit to be shown; an amount of money is no number of a person, however long."""
    if isinstance(value, str):
        return safe(value)
    return value if column in _OF_NOBODY and isinstance(value, int) else cells([value])[0]


def _is_number(value: object) -> bool:
    """A number of a person, as far as can be seen; a date is none, and text that holds one is left to `safe`."""
    text = str(value)
    if isinstance(value, date | float | None) or _DATE.fullmatch(text):
        return False
    return len(re.findall(r"\d", text)) >= _TELLING and sum(map(str.isalpha, text)) <= _LETTERS
