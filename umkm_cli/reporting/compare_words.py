"""The words for what changed between two reports, the same on the screen and in the workbook."""

from umkm_cli.findings.coverage import Comparison
from umkm_cli.messages import safe, say
from umkm_cli.reporting.labels import Row
from umkm_cli.schema import sheet_name


def title_of(told: Comparison, language: str) -> str:
    """What is held against what."""
    if told.before is not None:
        return say("compared.title", language, region=told.region, day=told.before)
    return say("compared.title_workspace", language, region=told.region, workspace=told.workspace)


def compared_label(row: Row, language: str) -> str:
    """What is counted."""
    return say(f"compared.{row['figure']}", language)


def cause_label(row: Row, language: str) -> str:
    """What happened to owners, or rows."""
    key = "rows" if row["figure"] == "records" else "owners"
    return say(f"cause_of_{key}.{row['cause']}", language)


def why_label(row: Row, language: str) -> str:
    """What it came by."""
    return say(f"why.{row['why']}", language)


def file_label(row: Row, language: str) -> str:
    """What became of a sheet."""
    return say(f"file_was.{row['what']}", language)


def sheet_label(row: Row) -> str:
    """File and sheet."""
    return safe(sheet_name(row["source_file"], row["source_sheet"]))
