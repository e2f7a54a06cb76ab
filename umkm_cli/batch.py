"""What a worker does: read some files, tidy and standardise their sheets, answer with a few large tables.

Only workers load this module, and with it the readers and all of `cleaning/`.
"""

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa

from umkm_cli.cleaning.copies import set_copies_aside
from umkm_cli.cleaning.standardise import standardise
from umkm_cli.cleaning.tidy import TidySheet, reject_all, tidy
from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.members import Archives
from umkm_cli.files.read import read_file
from umkm_cli.intake import DUPLICATE, Cleaned, Job, Row, source_id_of
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.schema import RAW_RECORDS, REJECTS, RawSheet


def clean_batch(jobs: Sequence[Job]) -> Cleaned:
    """Read and clean some files of one run; a reason is a key under `unreadable.`.

    Their records are standardised in one go, which costs far less than sheet by sheet.
    """
    with Archives() as archives:
        files = [_tidy_file(job, archives) for job in jobs]
    sheets = [sheet for file in files if not isinstance(file, str) for sheet in file]
    raw_records = pa.concat_tables([RAW_RECORDS.empty(), *(sheet.raw_records for sheet in sheets)])
    rejects = pa.concat_tables([REJECTS.empty(), *(sheet.rejects for sheet in sheets)])
    return Cleaned(
        standardise(raw_records, regions=load_regions(jobs[0].region), data_year=jobs[0].data_year),
        rejects.combine_chunks(),
        [file if isinstance(file, str) else [_source(sheet) for sheet in file] for file in files],
    )


def _tidy_file(job: Job, archives: Archives) -> list[TidySheet] | str:
    """Read one file and find its tables."""
    try:
        sheets = read_file(
            job.file.path,
            source_file=job.file.source_file,
            max_mb=job.max_file_mb,
            member=job.file.member,
            sha256=job.sha256,
            archives=archives,
        )
    except UnreadableFileError as error:
        return str(error.facts["reason"])
    tidied = [
        _tidy(sheet, job, source_id_of(job.file, place, sheet.source_sheet)) for place, sheet in enumerate(sheets)
    ]
    return set_copies_aside(sheets, tidied, reason=DUPLICATE)


def _tidy(sheet: RawSheet, job: Job, source_id: str) -> TidySheet:
    if job.is_copy:
        return reject_all(sheet, source_id=source_id, reason=DUPLICATE)
    return tidy(
        sheet,
        source_id=source_id,
        list_name=job.file.list_name,
        regions=load_regions(job.region),
        column_map=job.column_map,
    )


def _source(sheet: TidySheet) -> Row:
    """The sheet's row of `SOURCES`, with what it tells of the rejects, so that nobody has to open them for it."""
    return sheet.source | {
        "rejected": sheet.rejects["kind"].to_pylist().count("rejected"),
        "reasons": sorted(Counter(sheet.rejects["reason"].to_pylist()).items()),
    }
