"""What a workspace holds to explain its owners by."""

from collections.abc import Sequence

import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.errors import OtherModelError
from umkm_cli.files.workspace import Workspace
from umkm_cli.inputs import choose_model
from umkm_cli.matching.explain import PLACE, SOURCE, Evidence
from umkm_cli.matching.model import MatchModel, shipped_models
from umkm_cli.matching.score import Weights, fits, model_of, thresholds_from, weights_from
from umkm_cli.matching.values import shown_columns

NEEDED = ("records", "clusters", "pairs", "owners", "weights")
"""Tables that have to be there."""


def open_evidence(space: Workspace, config: Config, asked: str | None, more: Sequence[str] = ()) -> Evidence:
    """What the workspace holds, of the records only what is compared or shown.

    Args:
        space: It has the tables of `NEEDED`.
        config: The settings; of the thresholds, those that matching ran with are taken.
        asked: The model it ran with, by name or file; None when it is a shipped one.
        more: Further columns of the records, as far as the list has them.

    Raises:
        OtherModelError: Matching ran with another model.
    """
    weights = open_weights(space, asked)
    columns = dict.fromkeys(("record_id", SOURCE, *PLACE, *shown_columns(weights.model), *more))
    return Evidence(
        records=space.read("records", *columns),
        clusters=space.read("clusters"),
        pairs=space.read("pairs", "left_id", "right_id", "match_weight", "match_probability", "decision"),
        weights=weights,
        config=as_matched(space, config),
    )


def as_matched(space: Workspace, config: Config) -> Config:
    """The settings, with the thresholds that matching ran with: set by a flag of that run, or learnt from decisions."""
    thresholds = thresholds_from(space.read("weights"))
    return config if thresholds is None else thresholds.within(config)


def open_weights(space: Workspace, asked: str | None) -> Weights:
    """The weights that matching ran with; arguments and errors as in `open_evidence`."""
    weights = space.read("weights")
    return weights_from(weights, _model(space, weights, asked))


def _model(space: Workspace, weights: pa.Table, asked: str | None) -> MatchModel:
    """The model that the weights were learnt for."""
    found = model_of(weights) or "?"
    model = choose_model(asked or found) if asked or found in shipped_models() else None
    if model is None or not fits(weights, model):
        raise OtherModelError(path=space.path, found=found)
    return model
