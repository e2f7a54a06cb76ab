"""What an explanation is called in words that an official can defend."""

from collections.abc import Mapping
from datetime import datetime

from umkm_cli.findings.opinions import Opinion
from umkm_cli.findings.verdicts import Cell, Line, RowTold
from umkm_cli.messages import has, percent, safe, say, show


def name_of(comparison: str, language: str) -> str:
    """A comparison, or a bound of the model, in words; one of somebody's own model by the name it has there."""
    key = f"comparison.{comparison}"
    return say(key, language) if has(key) else safe(comparison)


def level_of(comparison: str, level: str, language: str) -> str:
    """A level in words: those of the comparison, else those of any comparison, else its own name."""
    for key in (f"level.{comparison}_{level}", f"level.{level}"):
        if has(key):
            return say(key, language)
    return safe(level)


def line_of(line: Line, language: str) -> str:
    """A line of the sum: `NIK: the same`."""
    name = name_of(line.name, language)
    if line.kind != "comparison":
        return name
    return say("explain.step", language, name=name, level=level_of(line.name, line.level, language))


def share_of(line: Line, language: str) -> str:
    """How easily a stranger would agree so; empty where that plays no part."""
    return say("explain.share", language, count=round(1 / line.share)) if line.share else ""


CODED = {"product": "product", "sector": "sector", "production_status": "status"}
"""Columns of codes, and the section that says what each code is."""


def cell_of(column: str, cell: Cell, language: str) -> str:
    """A value as it is shown; a code in words, a bare number by what it counts."""
    code = f"{CODED.get(column)}.{cell}"
    if has(code):
        return say(code, language)
    shown = safe(str(cell)) if isinstance(cell, int | float) else show(cell, language)
    key = f"value.{column}"
    return say(key, language, value=shown) if has(key) else shown


def cells_of(cells: Mapping[str, Cell], language: str) -> str:
    """Values of several columns in one line; a dash for none."""
    return ", ".join(cell_of(column, cell, language) for column, cell in cells.items()) or "–"


def column_of(column: str, language: str) -> str:
    """A column of the list in words, where there are some."""
    for key in (f"comparison.{column}", f"column.short_{column}", f"column.{column}"):
        if has(key):
            return say(key, language)
    return safe(column)


def day_of(at: str, language: str) -> str:
    """The day of a moment of the log, where the machine stands."""
    return show(datetime.fromisoformat(at).astimezone().date(), language)


def opinion_of(opinion: Opinion, language: str) -> str:
    """Who decided what of a pair, when, and what they wrote."""
    answer = say(f"answer.{opinion.answer}", language)
    told = say("explain.opinion", language, by=opinion.by, answer=answer, day=day_of(opinion.at, language))
    return f"{told} “{safe(opinion.note)}”" if opinion.note else told


def place_of(row: RowTold, language: str) -> str:
    """Where a row stands in the lists; empty where they do not tell."""
    if row.source_file is None or row.source_row is None:
        return safe(row.source_file or "")
    key = "explain.place" if row.source_sheet else "explain.place_csv"
    return say(key, language, file=row.source_file, sheet=row.source_sheet, row=str(row.source_row))


def probability_of(share: float, language: str) -> str:
    """A probability; one that would round to certainty says so much and no more."""
    if share > 0.9995:
        return say("explain.nearly_sure", language)
    return say("explain.hardly", language) if share < 0.0005 else percent(share, language)


def bits_of(bits: float, language: str) -> str:
    """Bits with their sign."""
    return ("+" if bits > 0 else "") + show(float(round(bits, 1)) or 0.0, language)
