"""moves: what could be different without anybody seeing it.

A hidden count is safe when another world fits everything that is shown and has another count there. Such a world is
made by a move: some owners of one row (a desa, a product) change places with owners of another row of the same sum.
What a move touches is hidden; what it does not touch, sums included, stays as it is. Hiding more never undoes a move.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from umkm_cli.counting.arrays import Flags, Floats, Ints

Signs: TypeAlias = tuple[int, ...]
"""What a move adds to each column: 1, 0 or -1."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of owners that can be told from a row: a column, or the difference of columns.

    Attributes:
        terms: Factor of each column.
        moves: Ways to make it larger by one, the one that touches least first.
    """

    terms: Signs
    moves: tuple[Signs, ...]


@dataclass(frozen=True)
class Kind:
    """What the columns of a table have to do with each other.

    Attributes:
        columns: Their names.
        limits: Sums of columns that are never below 0, such as owners - recorded.
        counts: What must not be small, the dearest to hide first.
        prices: What hiding a cell of each column costs, so that cheaper ones are hidden instead.
    """

    columns: tuple[str, ...]
    limits: tuple[Signs, ...]
    counts: tuple[Count, ...]
    prices: tuple[int, ...]

    @property
    def moves(self) -> set[Signs]:
        """All moves of all counts."""
        return {move for count in self.counts for move in count.moves}


def signs(columns: Sequence[str], **factors: int) -> Signs:
    """The factors by column, 0 for those not named."""
    return tuple(factors.get(name, 0) for name in columns)


@dataclass(frozen=True, slots=True)
class Room:
    """How far each row can go along a move, and against it."""

    up: Ints
    down: Ints


@dataclass(frozen=True, slots=True)
class Swap:
    """A row whose count can be larger because that of others can be smaller by as much; none for rows outside."""

    row: int
    others: tuple[int, ...]
    move: Signs


@dataclass(slots=True)
class Cells:
    """The counts of a table, and which of them are hidden.

    Attributes:
        kind: Of the columns.
        values: The true counts by row and column.
        hidden: Which are hidden.
        rooms: By move; see `room`.
        gone: Columns that are hidden everywhere, totals included; nothing of them needs to be kept safe.
    """

    kind: Kind
    values: Ints
    hidden: Flags
    rooms: dict[Signs, Room] = field(default_factory=dict)
    gone: Flags = field(default_factory=lambda: np.zeros(0, bool))

    @classmethod
    def of(cls, kind: Kind, values: Ints, *, gone: Iterable[str] = ()) -> "Cells":
        """Nothing hidden yet but the columns that are gone."""
        left_out = np.array([name in set(gone) for name in kind.columns])
        hidden = np.broadcast_to(left_out, values.shape).copy()
        rooms = {move: room(values, kind, move) for move in kind.moves}
        return cls(kind, values, hidden, rooms, left_out)

    def column(self, name: str) -> Any:  # noqa: ANN401 - a view of NumPy's, to be read and written
        """`hidden` of a column."""
        return self.hidden[:, self.kind.columns.index(name)]

    def hide(self, rows: Ints | Sequence[int], move: Signs) -> None:
        """Hide in these rows what a move touches."""
        self.hidden[np.ix_(np.asarray(rows), np.flatnonzero(move))] = True

    def bar(self, rows: Flags, name: str) -> None:
        """Let no move touch this column in these rows: another table tells it."""
        at = self.kind.columns.index(name)
        for move, free in self.rooms.items():
            if move[at]:
                free.up[rows] = 0
                free.down[rows] = 0

    def price(self, move: Signs) -> Floats:
        """For each row what it costs to hide what a move touches and is still shown; of equals the smaller."""
        touched = np.flatnonzero(move)
        cost = ~self.hidden[:, touched] @ np.array(self.kind.prices, float)[touched]
        first = self.values[:, 0]
        return np.where(cost > 0, cost + 0.5 * first / (first.max(initial=0) + 1), 0.0)

    def small(self, count: Count, rows: Ints, *, k: int) -> Ints:
        """Of these rows those whose count is 1 to k - 1; none when it is gone."""
        terms = np.array(count.terms)
        if (self.gone & (terms != 0)).any():
            return rows[:0]
        amounts = self.values[rows] @ terms
        few: Ints = rows[(amounts > 0) & (amounts < k)]
        return few


def room(values: Ints, kind: Kind, move: Signs, *, least: int = 1) -> Room:
    """How far each row can go along a move and against it while every limit holds.

    Args:
        values: By row and column.
        kind: Of the columns.
        move: What is added to each column.
        least: What is left at least in a cell that is touched. With 1, the default, a cell of 0 is not touched at all:
            it is shown, and so are those that become 0.
    """
    moved = np.array(move)
    free = np.full((2, len(values)), np.iinfo(np.int32).max, np.int64)
    for limit in kind.limits:
        rate = int(moved @ np.array(limit))
        if rate:
            side = int(rate > 0)
            free[side] = np.minimum(free[side], values @ np.array(limit) // abs(rate))
    for column in np.flatnonzero(moved):
        side = int(moved[column] > 0)
        free[side] = np.minimum(free[side], values[:, column] - least)
    if least:
        free[:, (values[:, moved != 0] == 0).any(axis=1)] = 0
    free = free.clip(min=0)
    return Room(free[0], free[1])


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that add up to a number everybody knows.

    Attributes:
        rows: Their numbers.
        k: The smallest count that is no secret.
        outside: Moves of which the sum is hidden, so that rows of another group can be the other side.
        partners: For a row and a move the rows that can be the other side; None where all can.
    """

    rows: Ints
    k: int
    outside: frozenset[Signs] = frozenset()
    partners: Callable[[int, Signs], Flags] | None = None


def protect(cells: Cells, group: Group) -> list[Swap] | None:
    """Hide what has to be hidden in rows that add up.

    Afterwards each small count of these rows may be larger by k - 1 as far as anybody can tell.

    Returns:
        The moves that show it; None where there are not enough owners in other rows to change places with.
    """
    swaps = []
    for count in cells.kind.counts:
        for row in cells.small(count, group.rows, k=group.k):
            swap = _swap(cells, int(row), group, count.moves)
            if swap:
                cells.hide([swap.row, *swap.others], swap.move)
                swaps.append(swap)
            elif not _close(cells, int(row), group, count.moves):
                return None
    return swaps


def _swap(cells: Cells, row: int, group: Group, moves: Sequence[Signs]) -> Swap | None:
    """The cheapest way to let a row go as far as it has to, and others against it."""
    best: tuple[float, Swap] | None = None
    for move in moves:
        if cells.rooms[move].up[row] < group.k - 1:
            continue
        prices = cells.price(move)
        others = () if move in group.outside else _others(cells, row, group, move, prices)
        if others is None:
            continue
        cost = float(prices[[row, *others]].sum())
        if best is None or cost < best[0]:
            best = cost, Swap(row, others, move)
    return best[1] if best else None


def _others(cells: Cells, row: int, group: Group, move: Signs, prices: Floats) -> tuple[int, ...] | None:
    """The cheapest row that can be the other side; several where none can alone."""
    down, need = cells.rooms[move].down, group.k - 1
    rows = group.rows[group.rows != row]
    if group.partners:
        rows = rows[group.partners(row, move)[rows]]
    alone = rows[down[rows] >= need]
    if len(alone):
        return (int(alone[np.argmin(prices[alone])]),)
    rows = rows[np.argsort(-down[rows], kind="stable")]
    reached = np.cumsum(down[rows])
    if group.partners or not len(rows) or reached[-1] < need:
        return None
    return tuple(rows[: int(np.searchsorted(reached, need)) + 1].tolist())


def _close(cells: Cells, row: int, group: Group, moves: Sequence[Signs]) -> bool:
    """Hide all that a move touches in all rows, zeros included, where this is enough."""
    for move in moves:
        free = room(cells.values[group.rows], cells.kind, move, least=0)
        is_row = group.rows == row
        if not group.partners and free.up[is_row][0] >= group.k - 1 <= free.down[~is_row].sum():
            cells.hide(group.rows, move)
            return True
    return False


def groups_of(names: Sequence[str | None]) -> Mapping[str | None, Ints]:
    """The rows of each name, in the order of their first row."""
    found: dict[str | None, list[int]] = {}
    for row, name in enumerate(names):
        found.setdefault(name, []).append(row)
    return {name: np.array(rows) for name, rows in found.items()}
