"""An attacker who knows how reports are made: everything published, as linear equations and inequalities, and HiGHS.

He is also told the sum of every column that is published at all, whether or not a page shows it.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
from scipy.optimize import linprog
from scipy.sparse import csr_array

from umkm_cli.counting.hiding.kinds import GROUPS, PLACES
from umkm_cli.findings.coverage import Coverage
from umkm_cli.knowledge.statuses import PRODUCING

Cell = tuple[object, ...]
Terms = dict[Cell, float]

PLACE_KEYS = {"coverage_district": ("district_code",), "coverage_village": ("district_code", "village_code")}
GROUP_KEYS = {
    "coverage_product": ("product",),
    "coverage_product_district": ("district_code", "product"),
    "coverage_people": ("gender", "age_band"),
    "coverage_size": ("size", "rule"),
}


@dataclass
class Attack:
    """What is known of a public report.

    Attributes:
        known: Cells that are shown.
        least: Lower bound of hidden cells.
        equal, above: Sums of cells that equal a number, or are at least it.
    """

    known: dict[Cell, float] = field(default_factory=dict)
    least: dict[Cell, int] = field(default_factory=dict)
    equal: list[tuple[Terms, float]] = field(default_factory=list)
    above: list[tuple[Terms, float]] = field(default_factory=list)

    def bounds(self, terms: Terms) -> tuple[float, float]:
        """The least and the largest value of a sum of cells that fits all that is known."""
        constant = sum(factor * self.known[cell] for cell, factor in terms.items() if cell in self.known)
        wanted = {cell: factor for cell, factor in terms.items() if cell not in self.known}
        if not wanted:
            return constant, constant
        part = self._part(set(wanted))
        at = {cell: number for number, cell in enumerate(part.cells)}
        goal = np.zeros(len(at))
        for cell, factor in wanted.items():
            goal[at[cell]] = factor
        ends = []
        for sign in (1, -1):
            found = linprog(sign * goal, **part.problem, method="highs")
            assert found.status in (0, 3), found.message
            ends.append(sign * found.fun if found.status == 0 else sign * -np.inf)
        return constant + ends[0], constant + ends[1]

    def _part(self, cells: set[Cell]) -> "Part":
        """The equations that have anything to do with these cells."""
        if not hasattr(self, "_parts"):
            self._parts: dict[Cell, Part] = {}
            self._joined: dict[tuple[int, ...], Part] = {}
            for part in self._split():
                self._parts.update(dict.fromkeys(part.cells, part))
        parts = {id(self._parts[cell]): self._parts[cell] for cell in cells}
        key = tuple(sorted(parts))
        if key not in self._joined:
            self._joined[key] = Part.joined([parts[one] for one in key])
        return self._joined[key]

    def _split(self) -> Iterator["Part"]:
        rules = [(kind, *self._reduced(*rule)) for kind in ("equal", "above") for rule in getattr(self, kind)]
        rules = [rule for rule in rules if rule[1]]
        of_cell: dict[Cell, list[int]] = defaultdict(list)
        for number, (_, terms, _) in enumerate(rules):
            for cell in terms:
                of_cell[cell].append(number)
        seen: set[Cell] = set()
        for first in self.least:
            if first in seen:
                continue
            cells, numbers, waiting = [], set(), [first]
            seen.add(first)
            while waiting:
                cell = waiting.pop()
                cells.append(cell)
                for number in of_cell[cell]:
                    if number not in numbers:
                        numbers.add(number)
                        more = [one for one in rules[number][1] if one not in seen]
                        seen.update(more)
                        waiting.extend(more)
            yield Part(cells, [rules[number] for number in sorted(numbers)], self.least)

    def _reduced(self, terms: Terms, value: float) -> tuple[Terms, float]:
        rest = {cell: factor for cell, factor in terms.items() if cell not in self.known}
        shown = sum(factor * self.known[cell] for cell, factor in terms.items() if cell in self.known)
        if not rest:  # what is shown does not contradict itself
            assert abs(shown - value) < 1e-6 or (shown, value) not in self.equal
        return rest, value - shown


@dataclass
class Part:
    """Cells that have to do with each other, and the rules they follow."""

    cells: list[Cell]
    rules: list[tuple[str, Terms, float]]
    least: Mapping[Cell, int]

    @classmethod
    def joined(cls, parts: list["Part"]) -> "Part":
        if len(parts) == 1:
            return parts[0]
        return cls([c for p in parts for c in p.cells], [r for p in parts for r in p.rules], parts[0].least)

    @property
    def problem(self):
        if not hasattr(self, "_problem"):
            at = {cell: number for number, cell in enumerate(self.cells)}
            self._problem = {"bounds": [(self.least[cell], None) for cell in self.cells]}
            for kind, names, sign in (("equal", ("A_eq", "b_eq"), 1), ("above", ("A_ub", "b_ub"), -1)):
                rules = [(terms, value) for one, terms, value in self.rules if one == kind]
                entries = [
                    (sign * f, row, at[cell]) for row, (terms, _) in enumerate(rules) for cell, f in terms.items()
                ]
                if rules:
                    factors, places, columns = zip(*entries, strict=True)
                    sums = csr_array((factors, (places, columns)), shape=(len(rules), len(at)))
                    self._problem |= {names[0]: sums, names[1]: [sign * value for _, value in rules]}
        return self._problem


def attack(public: Coverage, totals: Mapping[str, int]) -> Attack:
    """All that a public report tells.

    Args:
        public: The report.
        totals: Sum of each column that is told anywhere.
    """
    found = Attack()
    for name, total in totals.items():
        found.known["total", name] = total
    for name in PLACES.columns:
        if name not in totals:
            found.least["total", name] = 0
    for table, keys in PLACE_KEYS.items():
        _take(found, public, table, keys, PLACES.columns)
    for table, keys in GROUP_KEYS.items():
        _take(found, public, table, keys, GROUPS.columns)
    _take(found, public, "coverage_status", ("production_status",), ("owners",))
    _take(found, public, "coverage_duplicate", ("district_code", "kind"), ("rows",))
    _places(found, public)
    _groups(found, public)
    _funnel(found, public)
    return found


def rows(public: Coverage, table: str):
    return public.tables[table].to_pylist()


def _take(found: Attack, public: Coverage, table: str, keys, columns) -> None:
    """Cells that are shown, and those that are not: a zero is hidden only where all of its neighbours are."""
    every = rows(public, table)
    open_ = {
        row["district_code"] for row in rows(public, "coverage_district") if row["villages_without_record"] is not None
    }
    for column in columns:
        shown = {_group(table, row) for row in every if row[column] is not None}
        for row in every:
            cell = (table, *(row[key] for key in keys), column)
            if row[column] is not None:
                found.known[cell] = row[column]
            else:
                is_zero_told = table == "coverage_village" and column == "recorded" and row["district_code"] in open_
                found.least[cell] = int(_group(table, row) in shown or is_zero_told)


def _group(table: str, row) -> object:
    if table in ("coverage_village", "coverage_duplicate"):
        return row["district_code"]
    if table == "coverage_people":
        return row["gender"] == "P"
    return row["production_status"] in PRODUCING if table == "coverage_status" else None


def _sum(found: Attack, parts: list[Cell], whole: Cell) -> None:
    found.equal.append((dict.fromkeys(parts, 1.0) | {whole: -1.0}, 0.0))


def _limits(found: Attack, kind, cell) -> None:
    for limit in kind.limits:
        found.above.append(({cell(name): float(f) for name, f in zip(kind.columns, limit, strict=True) if f}, 0.0))


def _places(found: Attack, public: Coverage) -> None:
    districts, villages = rows(public, "coverage_district"), rows(public, "coverage_village")
    for name in PLACES.columns:
        _sum(found, [("coverage_district", row["district_code"], name) for row in districts], ("total", name))
        for row in districts:
            code = row["district_code"]
            inner = [one for one in villages if one["district_code"] == code]
            _sum(
                found,
                [("coverage_village", code, one["village_code"], name) for one in inner],
                ("coverage_district", code, name),
            )
    for table, keys in PLACE_KEYS.items():
        for row in rows(public, table):
            key = (table, *(row[one] for one in keys))
            _limits(found, PLACES, lambda name, key=key: (*key, name))
            if row["recorded_share"] is not None:
                found.equal.append(({(*key, "recorded"): 1.0, (*key, "owners"): -row["recorded_share"]}, 0.0))
            if row["remaining"]:
                found.equal.append(({(*key, "recorded"): 1.0}, row["target_share"] - row["remaining"]))


def _groups(found: Attack, public: Coverage) -> None:
    products, crossed = rows(public, "coverage_product"), rows(public, "coverage_product_district")
    for table in ("coverage_product", "coverage_people", "coverage_size"):
        for name in GROUPS.columns:
            cells = [(table, *(row[key] for key in GROUP_KEYS[table]), name) for row in rows(public, table)]
            _sum(found, cells, ("total", name))
    for table, keys in GROUP_KEYS.items():
        for row in rows(public, table):
            key = (table, *(row[one] for one in keys))
            _limits(found, GROUPS, lambda name, key=key: (*key, name))
    women = [row for row in rows(public, "coverage_people") if row["gender"] == "P"]
    _sum(found, [("coverage_people", "P", row["age_band"], "owners") for row in women], ("total", "women"))
    if crossed:
        _crossed(found, public, products, crossed)
    found.equal.append(
        ({("coverage_product", None, "recorded"): 1, ("total", "recorded"): -1, ("total", "product_known"): 1}, 0)
    )
    statuses = rows(public, "coverage_status")
    _sum(found, [("coverage_status", row["production_status"], "owners") for row in statuses], ("total", "recorded"))
    working = [row["production_status"] for row in statuses if row["production_status"] in PRODUCING]
    _sum(found, [("coverage_status", status, "owners") for status in working], ("total", "producing"))
    duplicates = rows(public, "coverage_duplicate")
    for row in rows(public, "coverage_district") if duplicates else ():
        code = row["district_code"]
        cells = [
            ("coverage_duplicate", code, one["kind"], "rows") for one in duplicates if one["district_code"] == code
        ]
        _sum(found, cells, ("coverage_district", code, "surplus"))


def _crossed(found: Attack, public: Coverage, products, crossed) -> None:
    table = "coverage_product_district"
    there = {(row["district_code"], row["product"]) for row in crossed}
    for name in GROUPS.columns:
        for row in products:
            cells = [(table, *pair, name) for pair in there if pair[1] == row["product"]]
            _sum(found, cells, ("coverage_product", row["product"], name))
        for row in rows(public, "coverage_district"):
            code = row["district_code"]
            cells = [(table, *pair, name) for pair in there if pair[0] == code]
            _sum(found, cells, ("coverage_district", code, name))
    for row in rows(public, "coverage_district"):
        place = ("coverage_district", row["district_code"])
        terms = {(*place, "recorded"): -1.0, (*place, "product_known"): 1.0}
        if (row["district_code"], None) in there:
            terms[table, row["district_code"], None, "recorded"] = 1.0
        found.equal.append((terms, 0.0))


def _funnel(found: Attack, public: Coverage) -> None:
    def total(name: str) -> Cell:
        return "total", name

    listed = {total("recorded"): 1.0, total("baseline_owners"): 1.0, total("owners"): -1.0}
    steps = {
        "records": {total("baseline_owners"): 1.0, total("recorded"): 1.0, total("surplus"): 1.0},
        "owners": {total("baseline_owners"): 1.0},
        "recorded": {total("recorded"): 1.0},
        "recorded_listed": listed,
        "survey_only": {total("owners"): 1.0, total("baseline_owners"): -1.0},
        "producing": {total("producing"): 1.0},
        "product_known": {total("product_known"): 1.0},
    }
    for row in rows(public, "coverage_funnel"):
        if row["step"] in steps and row["count"] is not None:
            found.equal.append((steps[row["step"]], row["count"]))
    estimated = {"owners": {total("owners"): 1.0}, "in_both": listed}
    for row in rows(public, "coverage_estimate"):
        if row["figure"] in estimated and row["value"] is not None:
            found.equal.append((estimated[row["figure"]], row["value"]))
    _limits(found, PLACES, total)


def with_yesterday(public: Coverage, yesterday: Coverage) -> Coverage:
    """A public report with what the one before shows, in rows in which all that both show is equal.

    This takes for granted that nothing changed there, which need not be so.
    """
    tables = dict(public.tables)
    for table, keys in (PLACE_KEYS | GROUP_KEYS).items():
        columns = PLACES.columns if table in PLACE_KEYS else GROUPS.columns
        before = {tuple(row[key] for key in keys): row for row in rows(yesterday, table)}
        told = rows(public, table)
        for row in told:
            old = before.get(tuple(row[key] for key in keys), {})
            both = [name for name in columns if row[name] is not None and old.get(name) is not None]
            if both and all(row[name] == old[name] for name in both):
                row |= {name: old[name] for name in columns if row[name] is None}
        tables[table] = pa.Table.from_pylist(told, schema=public.tables[table].schema)
    return replace(public, tables=tables)


def breaches(counted: Coverage, public: Coverage, *, k: int = 5, at_most: int = 10_000) -> list[str]:
    """Small counts of the report that the public one gives away: what they are, and between which numbers.

    Args:
        counted: The report as counted.
        public: What is published of it.
        k: The smallest count that is no secret.
        at_most: Look at so many of them only, drawn at random.
    """
    by_product = counted.tables["coverage_product"]
    totals = dict(public.totals) | {
        name: sum(by_product[name].to_pylist())
        for name in GROUPS.columns
        if by_product.num_rows and public.tables["coverage_product"][name].null_count < by_product.num_rows
    }
    known = attack(public, totals)
    small = [
        (cells, value)
        for cells, value in counts_of(counted)
        if 0 < value < k and all(cell in known.known or cell in known.least for cell in cells)
    ]
    found = []
    for cells, value in random.Random(0).sample(small, min(at_most, len(small))):  # noqa: S311 - which to look at is no secret
        low, high = known.bounds(cells)
        if high < k - 1e-6 or high - low < k - 1 - 1e-6:
            found.append(f"{cells} is {value}: {low:.2f} to {high:.2f}")
    return found


def counts_of(counted: Coverage) -> Iterator[tuple[Terms, int]]:
    """All counts that can be told from a row of a table, or from the whole."""
    for kind, tables in ((PLACES, PLACE_KEYS), (GROUPS, GROUP_KEYS)):
        for table, keys in tables.items():
            for row in rows(counted, table):
                key = (table, *(row[one] for one in keys))
                for count in kind.counts:
                    terms = {name: factor for name, factor in zip(kind.columns, count.terms, strict=True) if factor}
                    value = sum(factor * row[name] for name, factor in terms.items())
                    yield {(*key, name): float(factor) for name, factor in terms.items()}, value
    totals = {name: sum(row[name] for row in rows(counted, "coverage_district")) for name in PLACES.columns}
    for count in PLACES.counts:
        terms = {name: factor for name, factor in zip(PLACES.columns, count.terms, strict=True) if factor}
        value = sum(factor * totals[name] for name, factor in terms.items())
        yield {("total", name): float(factor) for name, factor in terms.items()}, value
    for table, keys, column in (
        ("coverage_status", ("production_status",), "owners"),
        ("coverage_duplicate", ("district_code", "kind"), "rows"),
    ):
        for row in rows(counted, table):
            yield {(table, *(row[one] for one in keys), column): 1.0}, row[column]
