"""Workbooks that go back to the offices: what to mend in each file they sent, beside each other in one folder."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from umkm_cli.files.mirror import mirror
from umkm_cli.files.write import write_output
from umkm_cli.progress import Progress
from umkm_cli.reporting.books.check import check_workbook
from umkm_cli.reporting.check_problems import problems_of

ENDINGS: Mapping[str, str] = {"id": " - periksa.xlsx", "en": " - check.xlsx"}
"""What the workbook of a source file is called after its name."""


def write_back(
    tables: Mapping[str, pa.Table],
    folder: Path,
    *,
    language: str,
    is_full: bool,
    made_on: date,
    progress: Progress,
) -> tuple[Path, ...]:
    """Write one workbook for each file with something to mend.

    Args:
        tables: `records`, `rejects` and `sources`.
        folder: Where they go, in folders named as those of the files; made when there is none.
        language: Of the workbooks and their names.
        is_full: Show NIK, KK and phone whole, instead of with their middle hidden.
        made_on: The day in the workbooks.
        progress: Told of each workbook.

    Returns:
        The workbooks, in the order of `sources`.

    Raises:
        CannotWriteError: A workbook cannot be written; those before it are.
    """
    found = list(problems_of(tables["records"], tables["rejects"], tables["sources"], is_full=is_full))
    taken: set[str] = set()
    places = tuple(mirror(folder, file.source_file, ENDINGS[language], taken) for file in found)
    progress.begin("writing", len(found))
    for place, file in zip(places, found, strict=True):
        write_output(place, check_workbook(file, language=language, made_on=made_on, is_full=is_full))
        progress.advance()
    progress.end()
    return places
