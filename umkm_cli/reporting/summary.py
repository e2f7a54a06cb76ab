"""The sentences at the head of the report, the same on screen and in the workbook."""

from collections.abc import Callable, Iterator, Sequence

from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import percent, say, show
from umkm_cli.reporting.labels import Row, count_in, duplicate_label, rows_of, size_label, step_counts, total_of


def headline(coverage: Coverage, language: str) -> str:
    """Recorded X of target Y (Z %)."""
    recorded = step_counts(coverage.tables)["recorded"]
    if recorded is None:
        return say("report.headline_hidden", language, target=coverage.target)
    share = percent(recorded / coverage.target, language)
    return say("report.headline", language, recorded=recorded, target=coverage.target, share=share)


def explanation(coverage: Coverage, language: str) -> tuple[str, ...]:
    """Where it stands, how fast it goes, where that leads, and what has changed since the report before."""
    lines = standing(coverage, language)
    return (*lines, *_course(coverage, language)) if lines else ()


def standing(coverage: Coverage, language: str) -> tuple[str, ...]:
    """Share of the basis; how many stand on the BPUM list and how many do not; how many are still to go.

    Nothing where the number of recorded owners is hidden.
    """
    counts = step_counts(coverage.tables)
    recorded, listed, survey_only = (counts[step] for step in ("recorded", "recorded_listed", "survey_only"))
    if recorded is None:
        return ()
    is_split = listed is not None
    return (
        _of_basis(recorded, language, coverage),
        *([say("report.origin", language, listed=listed, survey_only=survey_only)] if is_split else []),
        _to_go(recorded, language, coverage),
    )


def _course(coverage: Coverage, language: str) -> Iterator[str]:
    """How fast it goes, where that leads, and what has changed since the report before."""
    if coverage.pace is not None:
        yield say("report.pace", language, pace=coverage.pace)
    if coverage.reached_on is not None:
        key = "report.forecast"
        if coverage.target_date is not None:
            key = "report.forecast_late" if coverage.reached_on > coverage.target_date else "report.forecast_in_time"
        yield say(key, language, day=coverage.reached_on)
    if coverage.before is not None:
        (step,) = (row for row in rows_of(coverage.tables["coverage_funnel"]) if row["step"] == "recorded")
        yield say("report.since", language, day=coverage.before, change=signed(change_of(step), language))


def change_of(step: Row) -> int | None:
    """By how much a count has changed since the report before; None where there is nothing to compare."""
    now, before = step["count"], step["before"]
    return now - before if isinstance(now, int) and isinstance(before, int) else None


def signed(count: int | None, language: str) -> str:
    """A change with its sign; nothing for none.

    >>> signed(1200, "en"), signed(-3, "en"), signed(0, "en"), signed(None, "en")
    ('+1,200', '−3', '±0', '')
    """
    if count is None:
        return ""
    return ("+" if count > 0 else "−" if count < 0 else "±") + show(abs(count), language)


def _of_basis(recorded: int, language: str, coverage: Coverage) -> str:
    facts: dict[str, object] = {"share": percent(recorded / coverage.basis, language), "basis": coverage.basis}
    if coverage.basis_date is None:
        return say("report.basis_line", language, **facts)
    return say("report.basis_line_dated", language, day=coverage.basis_date, **facts)


def _to_go(recorded: int, language: str, coverage: Coverage) -> str:
    count = coverage.target - recorded
    if count <= 0:
        return say("report.reached", language)
    if coverage.target_date is None:
        return say("report.missing", language, count=count)
    return say("report.missing_by", language, count=count, day=coverage.target_date)


def quality_lines(coverage: Coverage, language: str) -> tuple[str, ...]:
    """Usable NIK, desa and phone over all rows; rejected rows. Nothing when there are no rows."""
    sheets = coverage.tables["coverage_quality"].to_pylist()
    rows = sum(sheet["records"] for sheet in sheets)
    if not rows:
        return ()
    shares = {
        name: percent(sum((sheet[column] or 0) * sheet["records"] for sheet in sheets) / rows, language)
        for name, column in (("nik", "nik_ok"), ("village", "village_known"), ("phone", "phone_known"))
    }
    rejected = sum(sheet["rejected"] for sheet in sheets)
    return (say("report.quality_line", language, **shares), say("report.quality_rows", language, rejected=rejected))


def unvisited_line(coverage: Coverage, language: str) -> str | None:
    """How many desa have no recorded owner, and the kecamatan with the most of them; None when every desa has one."""
    rows = rows_of(coverage.tables["coverage_district"])
    without = int(total_of(rows, "villages_without_record"))
    if not without or any(row["villages_without_record"] is None for row in rows):
        return None
    most = sorted(rows, key=lambda row: -count_in(row, "villages_without_record"))[:3]
    named = [
        f"{row['district']} {show(row['villages_without_record'], language)}"
        for row in most
        if row["villages_without_record"]
    ]
    total = int(total_of(rows, "villages"))
    return say("report.unvisited", language, count=without, total=total, most=", ".join(named))


def survey_line(coverage: Coverage, language: str) -> str | None:
    """Survey rows, and how many of them are second visits and corrections; None without a survey."""
    months = rows_of(coverage.tables["coverage_wave"])
    counts = {name: int(total_of(months, name)) for name in ("rows", "first", "again", "corrected")}
    return say("report.survey", language, **counts) if counts["rows"] else None


def people_line(coverage: Coverage, language: str) -> str | None:
    """Shares of women, of NIB and of each size class; None without owners."""
    owners, *parts = (coverage.total(name) for name in ("owners", "women", "with_nib"))
    if not owners:
        return None
    women, with_nib = (None if part is None else part / owners for part in parts)
    shares = {"women": percent(women, language), "with_nib": percent(with_nib, language)}
    sized = [row for row in rows_of(coverage.tables["coverage_size"]) if row["size"] is not None]
    told = total_of(sized, "owners")
    sizes = _by_label(sized, size_label, "owners", language)
    listed = ", ".join(f"{label} {percent(count / told, language)}" for label, count in sizes.items())
    line = say("report.people", language, **shares)
    return f"{line}; {say('report.sizes', language, sizes=listed, told=int(told))}" if listed else line


def duplicates_line(coverage: Coverage, language: str) -> str | None:
    """Rows too many, by where they stand; None without any."""
    rows = rows_of(coverage.tables["coverage_duplicate"])
    kinds = _by_label(rows, duplicate_label, "rows", language)
    if not kinds:
        return None
    most = sorted(kinds.items(), key=lambda kind: -kind[1])
    listed = ", ".join(f"{label} {show(int(count), language)}" for label, count in most)
    return say("report.surplus", language, count=int(total_of(rows, "rows")), kinds=listed)


def _by_label(rows: Sequence[Row], label: Callable[[Row, str], str], column: str, language: str) -> dict[str, float]:
    """Sums of a count by what its rows are called, without empty ones; nothing where one of the counts is hidden."""
    if any(row[column] is None for row in rows):
        return {}
    sums: dict[str, float] = {}
    for row in rows:
        if row[column]:
            name = label(row, language).lower()
            sums[name] = sums.get(name, 0) + count_in(row, column)
    return sums


def doubt_lines(coverage: Coverage, language: str) -> tuple[tuple[str, str], ...]:
    """What does not fit, each with its hint."""
    return tuple(
        (
            say(f"doubt_found.{row['doubt']}", language, count=row["count"]),
            say(f"doubt_hint.{row['doubt']}", language),
        )
        for row in rows_of(coverage.tables["coverage_doubt"])
    )


def estimate_lines(coverage: Coverage, language: str) -> tuple[tuple[str, str], ...]:
    """The figures that could be estimated, each with its value and 95 % interval."""
    return tuple(
        (say(f"estimate.{row['figure']}", language), ranged(row, language))
        for row in rows_of(coverage.tables["coverage_estimate"])
        if row["value"] is not None
    )


def ranged(row: Row, language: str) -> str:
    """A whole number, with its interval where there is one."""
    value, low, high = (None if row[name] is None else round(count_in(row, name)) for name in ("value", "low", "high"))
    if value is None:
        return "–"
    return show(value, language) + ("" if low is None else f" ({show(low, language)}–{show(high, language)})")
