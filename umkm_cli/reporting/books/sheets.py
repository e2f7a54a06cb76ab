"""The sheets of the workbook: which columns of which table they show, and how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from umkm_cli.messages import say
from umkm_cli.reporting.labels import (
    Row,
    age_label,
    district_label,
    duplicate_label,
    figure_label,
    gender_label,
    means_label,
    product_label,
    rule_label,
    sector_label,
    size_label,
    status_label,
    total_of,
    village_label,
)

ADDED = ("count", "pace")
"""Looks of what adds up."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet.

    Attributes:
        name: Column of the table.
        looks: `words`, `told` (a sentence), `code`, `count`, `share`, `pace`, `day`, `month` or `change`.
        title: Key of its title under `column.`, where that is not the name.
        label: Makes the words of a row; without it the value itself stands there.
        ratio: For a share: the columns it is the ratio of, in each row and in the total.
        since: For a change: the column with the count before.
        missing: Key of what stands in a cell without a value; without it the cell is empty.
        has_total: Do its counts add up to something?
    """

    name: str
    looks: str = "count"
    title: str = ""
    label: Callable[[Row, str], str] | None = None
    ratio: tuple[str, str] | None = None
    since: str | None = None
    missing: str = ""
    has_total: bool = True

    @property
    def key(self) -> str:
        """Key of its title."""
        return f"column.{self.title or self.name}"

    def value(self, row: Row, language: str) -> object:
        """What stands in the cell of `row`."""
        if self.label:
            return self.label(row, language)
        if self.ratio:
            return _ratio([row], self.ratio)
        if self.since:
            return _change([row], self.name, self.since)
        value = row[self.name]
        return say(self.missing, language) if value is None and self.missing else value

    def total(self, rows: Sequence[Row]) -> float | None:
        """What stands in the total row: the sum of counts, the ratio of sums, or nothing."""
        if self.ratio:
            return _ratio(rows, self.ratio)
        if self.since:
            return _change(rows, self.name, self.since)
        is_sum = self.looks in ADDED and self.has_total and all(row[self.name] is not None for row in rows)
        return total_of(rows, self.name) if is_sum else None


def _ratio(rows: Sequence[Row], columns: tuple[str, str]) -> float | None:
    """Nothing where a count is hidden, from which it could be told."""
    if any(row[column] is None for row in rows for column in columns):
        return None
    part, whole = (total_of(rows, column) for column in columns)
    return part / whole if whole else None


def _change(rows: Sequence[Row], now: str, before: str) -> float | None:
    known = rows and all(row[column] is not None for row in rows for column in (now, before))
    return total_of(rows, now) - total_of(rows, before) if known else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that shows a table row by row.

    Attributes:
        key: Message key of its name under `tab.` and of its title under `sheet.`.
        table: The table.
        fields: Its columns.
        has_total: Is there a row of totals?
    """

    key: str
    table: str
    fields: tuple[Field, ...]
    has_total: bool = True


@dataclass(frozen=True, slots=True)
class Cross:
    """A sheet that shows a long table crosswise, one block per count.

    Attributes:
        key: Message key of its name under `tab.` and of its title under `sheet.`.
        table: The table.
        down: What stands at the left.
        across: What stands at the top.
        counts: Columns of counts; each makes a block.
        is_by_size: Lines stand from the most to the fewest, not as the table has them.
    """

    key: str
    table: str
    down: Field
    across: Field
    counts: tuple[str, ...] = ("owners", "recorded", "producing")
    is_by_size: bool = False


_DISTRICT = Field("district", "words", label=district_label)
_PLACE = (Field("district_code", "code"), _DISTRICT)
_PRODUCT = Field("product", "words", label=product_label)
_SECTOR = Field("sector", "words", label=sector_label)
_STEPS = (Field("owners"), Field("recorded"), Field("producing"))
_COUNTS = (
    Field("owners"),
    Field("baseline_owners"),
    Field("recorded"),
    Field("recorded", "change", title="change", since="recorded_before"),
    Field("recorded_share", "share", ratio=("recorded", "owners")),
    Field("producing"),
    Field("product_known"),
    Field("target_share"),
    Field("remaining"),
    Field("reached", "share", ratio=("recorded", "target_share")),
    Field("pace", "pace"),
    Field("reached_on", "day"),
    Field("women"),
    Field("with_nib"),
    Field("records"),
    Field("surplus"),
)
_SOUND = (Field("nik_ok", "share"), Field("village_known", "share"), Field("phone_known", "share"))

PAGES: tuple[Sheet | Cross, ...] = (
    Sheet(
        "districts",
        "coverage_district",
        (*_PLACE, Field("villages"), Field("villages_without_record"), *_COUNTS),
    ),
    Sheet(
        "villages",
        "coverage_village",
        (_DISTRICT, Field("village_code", "code"), Field("village", "words", label=village_label), *_COUNTS),
    ),
    Sheet("progress", "coverage_progress", (
        Field("day", "day", missing="report.undated"),
        Field("recorded", title="first_visits"),
        Field("total", title="recorded", has_total=False),
        Field("target", has_total=False),
    )),
    Sheet("waves", "coverage_wave", (
        Field("month", "month", missing="report.undated"),
        Field("rows", title="records"),
        Field("first"),
        Field("again"),
        Field("corrected"),
    )),
    Sheet("products", "coverage_product", (_PRODUCT, _SECTOR, *_STEPS)),
    Cross("products_crossed", "coverage_product_district", down=_PRODUCT, across=_DISTRICT, is_by_size=True),
    Cross("sectors_crossed", "coverage_sector_district", down=_SECTOR, across=_DISTRICT, is_by_size=True),
    Sheet("statuses", "coverage_status", (
        Field("production_status", "words", label=status_label),
        Field("owners", title="recorded"),
        Field("share", "share"),
    )),
    Cross(
        "people",
        "coverage_people",
        down=Field("age_band", "words", label=age_label),
        across=Field("gender", "words", label=gender_label),
    ),
    Sheet("sizes", "coverage_size", (
        Field("size", "words", label=size_label), Field("rule", "words", label=rule_label), *_STEPS,
    )),
    Sheet("estimates", "coverage_estimate", (
        Field("figure", "words", label=figure_label),
        Field("value", title="best"),
        Field("low"),
        Field("high"),
        Field("figure", "told", title="means", label=means_label),
    ), has_total=False),
    Cross(
        "duplicates",
        "coverage_duplicate",
        down=_DISTRICT,
        across=Field("kind", "words", label=duplicate_label),
        counts=("rows",),
    ),
    Sheet("quality_places", "coverage_quality_district", (*_PLACE, Field("records"), *_SOUND, Field("repeated"))),
    Sheet("quality", "coverage_quality", (
        Field("source_file", "words"),
        Field("source_sheet", "words"),
        Field("records"),
        Field("rejected"),
        *_SOUND,
        Field("repeated"),
    )),
)  # fmt: skip
"""The sheets after the cover, in order."""
