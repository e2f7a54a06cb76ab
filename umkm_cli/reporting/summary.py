"""The sentences at the head of the report, the same on screen and in the workbook."""

from umkm_cli.messages import percent, say
from umkm_cli.reporting.labels import step_counts
from umkm_cli.verdicts import Coverage


def headline(coverage: Coverage, language: str) -> str:
    """Recorded X of target Y (Z %)."""
    recorded = step_counts(coverage.tables)["recorded"]
    share = percent(recorded / coverage.target, language)
    return say("report.headline", language, recorded=recorded, target=coverage.target, share=share)


def explanation(coverage: Coverage, language: str) -> tuple[str, ...]:
    """Share of the basis; how many stand on the BPUM list and how many do not; how many are still to go."""
    counts = step_counts(coverage.tables)
    listed, survey_only = counts["recorded_listed"], counts["survey_only"]
    return (
        _of_basis(counts["recorded"], language, coverage),
        say("report.origin", language, listed=listed, survey_only=survey_only),
        _to_go(counts["recorded"], language, coverage),
    )


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
    """Usable NIK, desa and phone over all rows; repeated and rejected rows. Nothing when there are no rows."""
    sheets = coverage.tables["coverage_quality"].to_pylist()
    rows = sum(sheet["records"] for sheet in sheets)
    if not rows:
        return ()
    shares = {
        name: percent(sum((sheet[column] or 0) * sheet["records"] for sheet in sheets) / rows, language)
        for name, column in (("nik", "nik_ok"), ("village", "village_known"), ("phone", "phone_known"))
    }
    counts = {name: sum(sheet[name] for sheet in sheets) for name in ("repeated", "rejected")}
    return (say("report.quality_line", language, **shares), say("report.quality_rows", language, **counts))
