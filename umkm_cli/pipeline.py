"""The table of contents of matching: its stages, in order. No disk, no screen."""

from dataclasses import dataclass

import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.matching.block import block
from umkm_cli.matching.cluster import cluster
from umkm_cli.matching.compare import compare
from umkm_cli.matching.golden import read_golden
from umkm_cli.matching.model import MatchModel
from umkm_cli.matching.prepare import prepare
from umkm_cli.matching.rule_out import rule_out
from umkm_cli.matching.score import score
from umkm_cli.matching.survive import survive
from umkm_cli.matching.train import train
from umkm_cli.progress import Progress


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
    owners = survive(
        records, clustered.clusters, clustered.links, golden=read_golden(model.golden, records.column_names)
    )
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
