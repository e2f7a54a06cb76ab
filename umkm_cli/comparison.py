"""What is said of two reports: counting works it out, reporting shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa


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
