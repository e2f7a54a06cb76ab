"""The table of contents of matching: its stages, in order. No disk, no screen."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.config import Config
from umkm_cli.matching.block import block
from umkm_cli.matching.cluster import POSSIBLE, Clustered, cluster
from umkm_cli.matching.compare import Vectors
from umkm_cli.matching.golden import read_golden
from umkm_cli.matching.learn import Learnt, learn
from umkm_cli.matching.model import MatchModel
from umkm_cli.matching.patterns import Patterns, find_patterns
from umkm_cli.matching.prepare import Prepared, prepare
from umkm_cli.matching.publish import clusters_of, links_of, pairs_of
from umkm_cli.matching.score import Thresholds, Weights, probability, weigh, weights_table
from umkm_cli.matching.survive import survive
from umkm_cli.matching.ties import NO_TIES, Ties, ties_of
from umkm_cli.matching.train import in_doubt, train
from umkm_cli.progress import Progress


@dataclass(frozen=True, slots=True)
class Owners:
    """What matching found.

    Attributes:
        pairs: `pairs_table` of the model.
        clusters: `CLUSTERS`, one row per record.
        owners: `OWNERS`.
        weights: `WEIGHTS`.
        thresholds: Those that were used.
        facts: Counts of the run for the summary: records, owners, pairs_blocked, pairs_compared, pairs_cut,
            pairs_matched, pairs_review, repeated_owners, largest_owner, merges_refused, in_doubt, decided, and taught:
            from how many of these it was learnt.
    """

    pairs: pa.Table
    clusters: pa.Table
    owners: pa.Table
    weights: pa.Table
    thresholds: Thresholds
    facts: dict[str, int]


def find_owners(
    records: pa.Table, *, model: MatchModel, config: Config, progress: Progress, decided: pa.Table | None = None
) -> Owners:
    """Find which records are one owner.

    The answer depends on the set of records only, not on their order: they are sorted first.

    Args:
        records: `RECORDS`, or the records of lists from elsewhere.
        model: How they are judged.
        config: The thresholds.
        progress: Told of the stages.
        decided: `DECIDED`: what people say of some pairs; it goes before all evidence, and is learnt from.
    """
    records = _by_name(records)
    progress.begin("blocking")
    prepared = prepare(_in_order(records, model), model)
    ties = ties_of(decided, prepared.record_id) if decided else NO_TIES
    blocks = block(prepared, model=model)
    progress.begin("comparing")
    found = find_patterns(prepared, blocks.pairs, model=model)
    progress.begin("scoring")
    weights = train(prepared, found, model=model)
    progress.begin("clustering")
    thresholds = Thresholds.of(config)
    learnt = _learn(prepared, found, ties, weights, thresholds)
    weights, thresholds = learnt.weights, thresholds.moved(learnt.threshold)
    clustered = cluster(prepared, likely(found, weights), weights, threshold=thresholds.join, ties=ties)
    clusters = clusters_of(prepared, clustered)
    links = links_of(prepared, clustered, clusters)
    golden = read_golden(model.golden, records.column_names)
    owners = survive(records, clusters, links, golden=golden)
    pairs = pairs_of(prepared, clustered, model)
    progress.end()
    return Owners(
        pairs=pairs,
        clusters=clusters,
        owners=owners,
        weights=weights_table(weights, thresholds),
        thresholds=thresholds,
        facts={
            "records": records.num_rows,
            "owners": owners.num_rows,
            "pairs_blocked": len(blocks.pairs),
            "pairs_compared": len(found.pairs),
            "pairs_cut": blocks.cut,
            "in_doubt": in_doubt(weights),
            "decided": len(ties.pairs),
            "taught": learnt.decisions,
            **_facts(clustered, thresholds),
        },
    )


def compare_candidates(records: pa.Table, *, model: MatchModel) -> tuple[Prepared, Patterns]:
    """The candidate pairs of a run once more, also those that it did not keep, and how they came out.

    Args:
        records: As for `find_owners`.
        model: How they are judged.
    """
    prepared = prepare(_in_order(_by_name(records), model), model)
    return prepared, find_patterns(prepared, block(prepared, model=model).pairs, model=model)


def _by_name(records: pa.Table) -> pa.Table:
    """Records in order of their id; a list that is so already is not copied."""
    ids = records["record_id"].combine_chunks()
    in_order = pc.all(pc.less_equal(ids[:-1], ids[1:]), min_count=0).as_py()
    return records if in_order else records.sort_by("record_id")


def _in_order(records: pa.Table, model: MatchModel) -> pa.Table:
    """What matching reads, with rows that may be one owner near each other."""
    source = ("source",) if model.link_only else ()
    columns = dict.fromkeys(("record_id", *model.order, *model.sources, *source))
    return records.select(list(columns)).sort_by([(name, "ascending") for name in (*model.order, "record_id")])


def _learn(prepared: Prepared, found: Patterns, ties: Ties, weights: Weights, thresholds: Thresholds) -> Learnt:
    """What decisions teach; they are held against the clusters that there would be without them."""
    if not len(ties.pairs):
        return Learnt(weights)
    alone = cluster(prepared, likely(found, weights), weights, threshold=thresholds.join)
    return learn(prepared, alone.merged, ties, weights)


def likely(found: Patterns, weights: Weights) -> Vectors:
    """The pairs that are possible at all. Patterns are weighed: there are far fewer of them than of pairs."""
    is_likely = probability(weigh(found.vectors, weights).weight) >= POSSIBLE
    return found.vectors_of(np.flatnonzero(is_likely[found.of_pair]))


def _facts(clustered: Clustered, thresholds: Thresholds) -> dict[str, int]:
    counts = np.bincount(clustered.owner, minlength=1)
    for_review = (clustered.scored.weight >= thresholds.review) & ~clustered.is_joined
    return {
        "pairs_matched": int(clustered.is_joined.sum()),
        "pairs_review": int(for_review.sum()),
        "repeated_owners": int((counts > 1).sum()),
        "largest_owner": int(counts.max(initial=0)),
        "merges_refused": clustered.merged.refused,
    }
