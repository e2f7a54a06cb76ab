"""What is said of a regency: plain data that counting works out and reporting shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The coverage of a regency on a day: all that a report shows.

    Attributes:
        tables: Those of `schema.COVERAGE`, by name.
        region: Name of the regency.
        region_code: Its Kemendagri code.
        made_on: The day of the report.
        basis: Owners on the baseline list, as the office counts them.
        basis_date: The day that count stands for.
        target: Owners to be recorded, as in force on the day of the report.
        target_date: The day it is to be reached.
        pace: Owners first visited per day in the last four weeks of visits; None without a visit whose day counts.
        reached_on: The day the target is reached at this pace; None when it never is, or is reached already.
        before: Day of the report that changes are told against; None where this is the first.
        is_public: Small counts are hidden: null in `tables` where a count may be null by no other way.
        totals: Of a public report, the sums of the columns of `coverage_district` that may be told.
    """

    tables: Mapping[str, pa.Table]
    region: str
    region_code: str
    made_on: date
    basis: int
    target: int
    basis_date: date | None = None
    target_date: date | None = None
    pace: float | None = None
    reached_on: date | None = None
    before: date | None = None
    is_public: bool = False
    totals: Mapping[str, int] = field(default_factory=dict)

    def total(self, name: str) -> float | None:
        """Sum of a count of `coverage_district`; None where it is hidden, not the sum of what is shown."""
        if self.is_public:
            return self.totals.get(name)
        return sum(value or 0 for value in self.tables["coverage_district"][name].to_pylist())


@dataclass(frozen=True, slots=True)
class FigureTrace:
    """What stands behind a figure of the report.

    Attributes:
        figure: As it was asked for; see `counting.figures`.
        count: The figure.
        is_of_rows: It counts rows, not owners.
        rows: `schema.TRACED_ROWS`.
    """

    figure: str
    count: int
    is_of_rows: bool
    rows: pa.Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed between two reports.

    Attributes:
        tables: Those of `schema.COMPARED`, by name.
        region: Name of the regency.
        made_on: The day of this report.
        before: The day of the one before; None where it was counted from another workspace.
        workspace: That workspace; None where there is a day.
    """

    tables: Mapping[str, pa.Table]
    region: str
    made_on: date
    before: date | None = None
    workspace: str | None = None
