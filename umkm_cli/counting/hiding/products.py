"""Which counts by product, and by product and kecamatan, a public report hides.

The second table adds up both ways, so a count in it is safe by a ring of four: one owner more here, one less in the
same kecamatan, one less of the same product elsewhere, one more where those two meet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from umkm_cli.counting.arrays import Flags, Ints
from umkm_cli.counting.hiding.kinds import GROUPS
from umkm_cli.counting.hiding.moves import Cells, Count, Group, Signs, Swap, protect
from umkm_cli.counting.hiding.places import cells_of

Number = TypeVar("Number", np.int64, np.float64)

_RECORDED = GROUPS.columns.index("recorded")


@dataclass(frozen=True, slots=True)
class ProductCells:
    """What is hidden by product.

    Attributes:
        products: Rows of `coverage_product`.
        crossed: Rows of `coverage_product_district`; None where that table has to be left out.
    """

    products: Cells
    crossed: Cells | None


@dataclass(slots=True)
class _Cross:
    """Products by kecamatan as a full rectangle, `rows` of which are in the table.

    Attributes:
        cells: Kecamatan by kecamatan, all products of each; counts of combinations that do not occur are 0.
        margin: Rows of `coverage_product`.
        rows: For each row of `coverage_product_district` its place in `cells`.
        width: How many products there are.
        k: The smallest count that is no secret.
    """

    cells: Cells
    margin: Cells
    rows: Ints
    width: int
    k: int

    def at(self, values: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """Values of cells as kecamatan by product."""
        return values.reshape(-1, self.width)

    def hide(self, where: Sequence[tuple[int, int]], move: Signs) -> None:
        """Hide what a move touches in these cells."""
        self.cells.hide([district * self.width + product for district, product in where], move)


def hide_products(  # noqa: PLR0913 - two tables, and four things that other tables tell of them
    products: pa.Table,
    crossed: pa.Table,
    *,
    districts: Sequence[str | None],
    gone: set[str],
    can_cross: bool,
    is_known_told: bool,
    k: int,
) -> ProductCells:
    """Hide by product, then by product and kecamatan.

    Args:
        products: `coverage_product`.
        crossed: `coverage_product_district`.
        districts: Codes of `coverage_district`.
        gone: Columns that are hidden everywhere.
        can_cross: Nothing is hidden by kecamatan that this table would tell.
        is_known_told: It is told by kecamatan of how many recorded owners the product is known.
        k: The smallest count that is no secret.
    """
    gone = gone | ({"recorded", "producing"} if "product_known" in gone else set())
    margin = Cells.of(GROUPS, cells_of(products, GROUPS.columns), gone=gone)
    names = products["product"].to_pylist()
    unknown = np.array([name is None for name in names])
    margin.bar(unknown, "recorded")  # the funnel tells it
    cross = _cross(crossed, margin, districts, names, k) if can_cross else None
    every = Group(np.arange(len(names)), k)
    if cross:
        if is_known_told:
            cross.cells.bar(np.tile(unknown, len(districts)), "recorded")
        swaps = protect(
            margin, replace(every, partners=lambda row, move: np.asarray(_met(cross, row, move).any(axis=0)))
        )
        if swaps is not None and all(_open(cross, swap) for swap in swaps) and _protect(cross, unknown):
            return ProductCells(margin, _picked(cross))
    if protect(margin, every) is None:
        margin.hidden[:] = True
    return ProductCells(margin, None)


def _met(cross: _Cross, product: int, move: Signs) -> Flags:
    """By kecamatan and other product: can owners of the two change places there?"""
    free, need = cross.cells.rooms[move], cross.k - 1
    met: Flags = (cross.at(free.up)[:, [product]] >= need) & (cross.at(free.down) >= need)
    return met


def _cross(
    crossed: pa.Table, margin: Cells, districts: Sequence[str | None], products: Sequence[str | None], k: int
) -> _Cross:
    row = {code: number for number, code in enumerate(districts)}
    column = {name: number for number, name in enumerate(products)}
    pairs = zip(crossed["district_code"].to_pylist(), crossed["product"].to_pylist(), strict=True)
    rows = np.array([row[code] * len(products) + column[name] for code, name in pairs], dtype=np.int64)
    values = np.zeros((len(districts) * len(products), len(GROUPS.columns)), np.int64)
    values[rows] = cells_of(crossed, GROUPS.columns)
    gone = [name for name, is_gone in zip(GROUPS.columns, margin.gone, strict=True) if is_gone]
    return _Cross(Cells.of(GROUPS, values, gone=gone), margin, rows, len(products), k)


def _picked(cross: _Cross) -> Cells:
    """The rows of the table out of the rectangle."""
    cells = cross.cells
    return Cells(cells.kind, cells.values[cross.rows], cells.hidden[cross.rows], gone=cells.gone)


def _open(cross: _Cross, swap: Swap) -> bool:
    """Two products change places with each other in one kecamatan, so that the others cannot tell their sums."""
    (other,) = swap.others
    prices = cross.at(cross.cells.price(swap.move))
    can = _met(cross, swap.row, swap.move)[:, other]
    district = int(np.argmin(np.where(can, prices[:, swap.row] + prices[:, other], np.inf)))
    cross.hide([(district, swap.row), (district, other)], swap.move)
    return bool(can.any())


def _protect(cross: _Cross, unknown: Flags) -> bool:
    """Hide rings of four until every small count may be larger; False where there is no ring for one."""
    every = np.arange(len(cross.cells.values))
    for count in GROUPS.counts:
        for row in cross.cells.small(count, every, k=cross.k):
            if not _ring(cross, *divmod(int(row), cross.width), count):
                return False
    if cross.cells.gone[_RECORDED]:
        return True
    for product in np.flatnonzero(unknown).tolist():
        recorded = cross.at(cross.cells.values[:, _RECORDED])
        known = recorded.sum(axis=1) - recorded[:, product]
        for district in np.flatnonzero((known > 0) & (known < cross.k)).tolist():
            if not _ring(cross, district, product, _FEWER):
                return False
    return True


_FEWER = Count((0, -1, 0), ((0, -1, 0), (0, -1, -1)))
"""Fewer owners of whom the product is not known: more of whom it is."""


def _ring(cross: _Cross, district: int, product: int, count: Count) -> bool:
    """Hide the cheapest ring of four that begins here; the sums of two products may be the other side of it."""
    best: tuple[float, int, int, Signs] | None = None
    for move in count.moves:
        found = _cheapest(cross, district, product, move)
        if found and (best is None or found[0] < best[0]):
            best = (*found, move)
    if best is None:
        return False
    _, other, partner, move = best
    cross.hide([(district, product), (district, partner)], move)
    if other < 0:
        cross.margin.hide([product, partner], move)
    else:
        cross.hide([(other, product), (other, partner)], move)
    return True


def _cheapest(cross: _Cross, district: int, product: int, move: Signs) -> tuple[float, int, int] | None:
    """Cost, the other kecamatan (-1 for the sums) and the other product of the cheapest ring."""
    need = cross.k - 1
    free, sums = cross.cells.rooms[move], cross.margin.rooms[move]
    up, down = cross.at(free.up), cross.at(free.down)
    if up[district, product] < need:
        return None
    can = (down[district] >= need)[None, :] & (down[:, product] >= need)[:, None] & (up >= need)
    can_sum = (down[district] >= need) & (sums.down >= need) & (sums.up[product] >= need)
    can[district] = can[:, product] = can_sum[product] = False
    prices, price_of_sum = cross.at(cross.cells.price(move)), cross.margin.price(move)
    cost = np.where(can, prices[district][None, :] + prices[:, product][:, None] + prices, np.inf)
    cost_of_sum = np.where(can_sum, prices[district] + 3 * (price_of_sum + price_of_sum[product]), np.inf)
    every = np.vstack([cost, cost_of_sum]) + prices[district, product]
    place = int(np.argmin(every))
    other, partner = divmod(place, cross.width)
    if not np.isfinite(every.flat[place]):
        return None
    return float(every.flat[place]), other if other < len(cost) else -1, partner
