"""What codes are called on screen and in the workbook."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from umkm_cli.messages import has, safe, say, show

Row = Mapping[str, object]

PARTS_OF_RECORDED = ("recorded_listed", "survey_only")
"""Steps of the funnel that are parts of the one before."""


def rows_of(table: pa.Table) -> list[Row]:
    """The rows of a small table."""
    rows: list[Row] = table.to_pylist()
    return rows


def count_in(row: Row, column: str) -> float:
    """A count or share of a row; null counts as nothing."""
    value = row[column]
    return value if isinstance(value, int | float) else 0


def product_label(row: Row, language: str) -> str:
    """The name of a product category; a category without a name is shown by its code."""
    return _named("product", row["product"], language, missing="report.not_known")


def sector_label(row: Row, language: str) -> str:
    """The KBLI section with its letter, or nothing when it is not known."""
    letter = row["sector"]
    return "" if letter is None else f"{letter}  {_named('sector', letter, language, missing='')}"


def status_label(row: Row, language: str) -> str:
    """The BPS term of a production status with its code."""
    code = row["production_status"]
    name = _named("status", code, language, missing="report.not_told")
    return name if code is None else f"{code}  {name}"


def gender_label(row: Row, language: str) -> str:
    """Men, women, or not known."""
    return _named("gender", row["gender"], language, missing="report.not_known")


def age_label(row: Row, language: str) -> str:
    """An age band in words, `25-34`; the first and the last are open."""
    if row["age_band"] is None:
        return say("report.not_known", language)
    first, last = str(row["age_band"]).split("-")
    if not last:
        return say("age.over", language, age=first)
    return (
        say("age.under", language, age=str(int(last) + 1))
        if first == "0"
        else say("age.between", language, first=first, last=last)
    )


def size_label(row: Row, language: str) -> str:
    """The size class of a business."""
    return _named("size", row["size"], language, missing="report.not_known")


def rule_label(row: Row, language: str) -> str:
    """What tells the size class; nothing when it is not known."""
    return "" if row["rule"] is None else _named("rule", row["rule"], language, missing="")


def duplicate_label(row: Row, language: str) -> str:
    """Where a row too many stands."""
    return _named("duplicate", row["kind"], language, missing="")


def list_label(row: Row, language: str) -> str:
    """The BPUM list or the survey."""
    return _named("list_name", row["list"], language, missing="")


def district_label(row: Row, language: str) -> str:
    """The name of a kecamatan, or that there is none."""
    name = row["district"]
    return say("report.not_placed", language) if name is None else safe(str(name))


def village_label(row: Row, language: str) -> str:
    """The name of a desa; without one, whether at least the kecamatan is known."""
    if row["village"] is not None:
        return safe(str(row["village"]))
    is_placed = row["district_code"] is not None
    return say("report.village_unknown" if is_placed else "report.not_placed", language)


def figure_label(row: Row, language: str) -> str:
    """What an estimate is of."""
    return _named("estimate", row["figure"], language, missing="report.not_known")


def means_label(row: Row, language: str) -> str:
    """What an estimate takes for granted, and how far to trust it."""
    return _named("estimate_means", row["figure"], language, missing="report.not_known")


def count_label(value: object, language: str) -> str:
    """A count, rounded; a sign where it is hidden."""
    return show(round(value), language) if isinstance(value, int | float) else say("report.hidden", language)


def step_counts(tables: Mapping[str, pa.Table]) -> dict[str, int | None]:
    """The counts of the funnel, by step; None where a count is hidden."""
    funnel = tables["coverage_funnel"]
    return dict(zip(funnel["step"].to_pylist(), funnel["count"].to_pylist(), strict=True))


def total_of(rows: Sequence[Row], column: str) -> float:
    """The sum of a column of counts."""
    return sum(count_in(row, column) for row in rows)


def _named(section: str, code: object, language: str, *, missing: str) -> str:
    if code is None:
        return say(missing, language)
    key = f"{section}.{code}"
    return say(key, language) if has(key) else safe(str(code))
