"""Splink on DuckDB, from Parquet to Parquet: `python -m benchmarks.peers.with_splink LIST PAIRS RECORDS...`."""

import logging
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
    name, pairs, *records = sys.argv[1:]
    linker = linker_for(MODELS[name], [pq.read_table(path) for path in records])
    train(linker, MODELS[name])
    scored = linker.inference.predict(threshold_match_probability=LEAST)
    linker.clustering.cluster_pairwise_predictions_at_threshold(scored, threshold_match_probability=JOIN)
    table = scored.as_pyarrow_table().select(["unique_id_l", "unique_id_r", "match_probability"])
    pq.write_table(table.rename_columns(["left", "right", "probability"]), Path(pairs))


def linker_for(model: SplinkModel, tables: list[pa.Table]) -> Linker:
    """A linker with the records in it; two tables are to be linked."""
    database = DuckDBAPI()
    tables = [table.rename_columns(["unique_id", *table.column_names[1:]]) for table in tables]
    settings = SettingsCreator(
        link_type="dedupe_only" if len(tables) == 1 else "link_only",
        comparisons=list(model.comparisons),
        blocking_rules_to_generate_predictions=list(model.blocking),
        retain_matching_columns=False,
    )
    return Linker([database.register(table) for table in tables], settings, log_level=logging.ERROR)


def train(linker: Linker, model: SplinkModel) -> None:
    """Prior, u from random pairs, m by EM, in the order of Splink's documentation."""
    training = linker.training
    training.estimate_probability_two_random_records_match(list(model.certain), recall=model.recall)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in model.training:
        training.estimate_parameters_using_expectation_maximisation(rule)


if __name__ == "__main__":
    main()
