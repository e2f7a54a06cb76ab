"""The table of contents: each command as its stages, in order. No disk, no screen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import pyarrow as pa

from umkm_cli.cleaning.standardise import standardise
from umkm_cli.cleaning.tidy import TidySheet, tidy
from umkm_cli.config import Config
from umkm_cli.knowledge.regions import Regions
from umkm_cli.matching.block import block
from umkm_cli.matching.cluster import cluster
from umkm_cli.matching.compare import compare
from umkm_cli.matching.model import MatchModel
from umkm_cli.matching.prepare import prepare
from umkm_cli.matching.rule_out import rule_out
from umkm_cli.matching.score import score
from umkm_cli.matching.survive import survive
from umkm_cli.matching.train import train
from umkm_cli.progress import Progress
from umkm_cli.schema import RAW_RECORDS, RawSheet
from umkm_cli.shapes import NO_MAP, ColumnMap


@dataclass(frozen=True, slots=True)
class CleanSheet:
    """One sheet after cleaning.

    Attributes:
        records: `RECORDS`.
        rejects: `REJECTS`.
        source: The sheet's row of `SOURCES`, without root, sha256 and duplicate_of.
    """

    records: pa.Table
    rejects: pa.Table
    source: dict[str, object]


def clean_sheet(
    sheet: RawSheet,
    *,
    source_id: str,
    list_name: str | None,
    regions: Regions,
    data_year: int,
    column_map: ColumnMap = NO_MAP,
) -> CleanSheet:
    """Tidy and standardise one sheet.

    Args:
        sheet: The sheet as found.
        source_id: What records and rejects are to be joined to.
        list_name: `bpum` or `survey`; None lets the columns decide.
        regions: Places of the regency.
        data_year: Year of the list.
        column_map: What the analyst says of columns.
    """
    tidied = tidy(sheet, source_id=source_id, list_name=list_name, regions=regions, column_map=column_map)
    return standardise_sheets([tidied], regions=regions, data_year=data_year)[0]


def standardise_sheets(tidied: Sequence[TidySheet], *, regions: Regions, data_year: int) -> list[CleanSheet]:
    """Standardise the records of several sheets in one go, which costs far less than one by one."""
    raw_records = pa.concat_tables([RAW_RECORDS.empty(), *(sheet.raw_records for sheet in tidied)])
    records = standardise(raw_records, regions=regions, data_year=data_year)
    starts = accumulate((sheet.raw_records.num_rows for sheet in tidied), initial=0)
    return [
        CleanSheet(
            records.slice(start, sheet.raw_records.num_rows), sheet.rejects, sheet.source | _counted(sheet.rejects)
        )
        for start, sheet in zip(starts, tidied, strict=False)
    ]


def _counted(rejects: pa.Table) -> dict[str, object]:
    """What `SOURCES` tells of the rejects, so that nobody has to open them for it."""
    return {
        "rejected": rejects["kind"].to_pylist().count("rejected"),
        "reasons": sorted(Counter(rejects["reason"].to_pylist()).items()),
    }


@dataclass(frozen=True, slots=True)
class Owners:
    """What matching found.

    Attributes:
        pairs: `pairs_table` of the model.
        clusters: `CLUSTERS`, one row per record.
        owners: `OWNERS`.
        facts: Counts of the run for the summary: records, owners, pairs_blocked, pairs_compared, pairs_cut,
            pairs_matched, pairs_review, repeated_owners, largest_owner, merges_refused.
    """

    pairs: pa.Table
    clusters: pa.Table
    owners: pa.Table
    facts: dict[str, int]


def find_owners(records: pa.Table, *, model: MatchModel, config: Config, progress: Progress) -> Owners:
    """Find which records are one owner.

    The answer depends on the set of records only, not on their order: they are sorted by `record_id` first.
    """
    records = records.sort_by("record_id")
    progress.begin("blocking")
    prepared = prepare(records)
    blocks = block(prepared, model=model)
    progress.begin("comparing")
    pairs = rule_out(prepared, blocks.pairs)
    vectors = compare(prepared, pairs, model=model)
    progress.begin("scoring")
    weights = train(prepared, vectors, model=model)
    scored = score(vectors, weights)
    progress.begin("clustering")
    clustered = cluster(prepared, scored, weights, config=config)
    owners = survive(records, clustered.clusters, clustered.links)
    progress.end()
    return Owners(
        pairs=clustered.pairs,
        clusters=clustered.clusters,
        owners=owners,
        facts={
            "records": records.num_rows,
            "owners": owners.num_rows,
            "pairs_blocked": blocks.pairs.num_rows,
            "pairs_compared": pairs.num_rows,
            "pairs_cut": blocks.cut,
            **clustered.facts,
        },
    )
