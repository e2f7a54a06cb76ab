"""Splink on DuckDB, from Parquet to Parquet: `python -m benchmarks.peers.with_splink LIST RECORDS PAIRS`."""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from splink import DuckDBAPI, Linker, SettingsCreator

from benchmarks.peers.splink_models import MODELS, SplinkModel

LEAST, JOIN = 0.01, 0.9
"""Probabilities: pairs below the first are not written; the second is where Splink makes clusters."""


def main() -> None:
    """Train, score, make clusters as a user does, write the pairs."""
    name, records, pairs = sys.argv[1:]
    linker = linker_for(MODELS[name], pq.read_table(records))
    train(linker, MODELS[name])
    scored = linker.inference.predict(threshold_match_probability=LEAST)
    linker.clustering.cluster_pairwise_predictions_at_threshold(scored, threshold_match_probability=JOIN)
    table = scored.as_pyarrow_table().select(["unique_id_l", "unique_id_r", "match_probability"])
    pq.write_table(table.rename_columns(["left", "right", "probability"]), Path(pairs))


def linker_for(model: SplinkModel, records: pa.Table) -> Linker:
    """A linker with the records in it: one table, or one for each source."""
    database = DuckDBAPI()
    records = records.rename_columns(["unique_id", *records.column_names[1:]])
    sources = sorted(records["source"].unique().to_pylist()) if "source" in records.column_names else []
    tables = [records.filter(pa.compute.equal(records["source"], source)) for source in sources] or [records]
    settings = SettingsCreator(
        link_type="link_only" if sources else "dedupe_only",
        comparisons=list(model.comparisons),
        blocking_rules_to_generate_predictions=list(model.blocking),
        retain_matching_columns=False,
    )
    return Linker([database.register(table) for table in tables], settings, log_level=None)


def train(linker: Linker, model: SplinkModel) -> None:
    """Prior, u from random pairs, m by EM, in the order of Splink's documentation."""
    training = linker.training
    training.estimate_probability_two_random_records_match(list(model.certain), recall=model.recall)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in model.training:
        training.estimate_parameters_using_expectation_maximisation(rule)


if __name__ == "__main__":
    main()
