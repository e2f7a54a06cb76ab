"""The sentences at the head of the report, the same on screen and in the workbook."""

from collections.abc import Mapping

import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.messages import percent, say
from umkm_cli.reporting.labels import step_counts


def headline(tables: Mapping[str, pa.Table], *, language: str, config: Config) -> str:
    """Recorded X of target Y (Z %)."""
    recorded = step_counts(tables)["recorded"]
    share = percent(recorded / config.target, language)
    return say("report.headline", language, recorded=recorded, target=config.target, share=share)


def explanation(tables: Mapping[str, pa.Table], *, language: str, config: Config) -> tuple[str, ...]:
    """Share of the basis; how many stand on the BPUM list and how many do not; how many are still to go."""
    counts = step_counts(tables)
    listed, survey_only = counts["recorded_listed"], counts["survey_only"]
    return (
        _of_basis(counts["recorded"], language, config),
        say("report.origin", language, listed=listed, survey_only=survey_only),
        _to_go(counts["recorded"], language, config),
    )


def _of_basis(recorded: int, language: str, config: Config) -> str:
    facts: dict[str, object] = {"share": percent(recorded / config.basis, language), "basis": config.basis}
    if config.basis_date is None:
        return say("report.basis_line", language, **facts)
    return say("report.basis_line_dated", language, day=config.basis_date, **facts)


def _to_go(recorded: int, language: str, config: Config) -> str:
    count = config.target - recorded
    if count <= 0:
        return say("report.reached", language)
    if config.target_date is None:
        return say("report.missing", language, count=count)
    return say("report.missing_by", language, count=count, day=config.target_date)


def quality_lines(tables: Mapping[str, pa.Table], language: str) -> tuple[str, ...]:
    """Usable NIK, desa and phone over all rows; repeated and rejected rows. Nothing when there are no rows."""
    sheets = tables["coverage_quality"].to_pylist()
    rows = sum(sheet["records"] for sheet in sheets)
    if not rows:
        return ()
    shares = {
        name: percent(sum((sheet[column] or 0) * sheet["records"] for sheet in sheets) / rows, language)
        for name, column in (("nik", "nik_ok"), ("village", "village_known"), ("phone", "phone_known"))
    }
    counts = {name: sum(sheet[name] for sheet in sheets) for name in ("repeated", "rejected")}
    return (say("report.quality_line", language, **shares), say("report.quality_rows", language, **counts))
