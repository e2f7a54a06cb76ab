"""dedupe: what `umkm dedupe` opens, runs and publishes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.files.workspace import open_with, run_id
from umkm_cli.matching.carry import TRACES
from umkm_cli.matching.changes import count_changes
from umkm_cli.matching.golden import read_golden
from umkm_cli.matching.households import COLUMNS, count_households, households
from umkm_cli.matching.identity import Identified, identify
from umkm_cli.matching.model import MatchModel, load_model
from umkm_cli.messages import Id
from umkm_cli.pipeline import Owners, find_owners
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.schema import COVERAGE, IDENTITIES, RECORDS


@dataclass(frozen=True, slots=True)
class DedupeResult:
    """What `dedupe` found.

    Attributes:
        counts: Of records, owners, households and pairs; see `pipeline.Owners.facts`.
        changes: `CHANGES` since the run before, which had other records, another model or other thresholds; None when
            there was none.
    """

    counts: Mapping[str, int]
    changes: pa.Table | None

    @property
    def changed(self) -> dict[str, int]:
        """How many owners there are of each kind of change, `unchanged` included; none without a run before."""
        return {} if self.changes is None else count_changes(self.changes, self.counts["owners"])

    def changed_owners(self) -> list[dict[str, object]]:
        """The rows of `changes`, their ids marked as such."""
        rows = [] if self.changes is None else self.changes.to_pylist()
        return [{name: _marked(value) for name, value in row.items()} for row in rows]

    def facts(self) -> dict[str, object]:
        """The counts, for `--json`."""
        return {**self.counts, "changed": self.changed}


def dedupe(*, workspace: Path, config: Config, progress: Progress | None = None) -> DedupeResult:
    """Find the owners behind the records and publish them, with all that was found on the way.

    Owners keep the ids they had in the last run. A run in which nothing is new leaves the changes of the one before.

    Args:
        workspace: The folder of the workspace.
        config: The thresholds.
        progress: Told of the stages.

    Raises:
        NotIngestedError: There are no records yet.
        DamagedWorkspaceError: A table of the workspace is not the one that was published.
        CannotWriteError: The workspace is as it was.
    """
    progress = progress or NoProgress()
    space, model = open_with(workspace, "records"), load_model()
    with space.lock():
        records = space.read("records", *_needed(model))
        found = find_owners(records, model=model, config=config, progress=progress)
        progress.begin("naming")
        before = space.read("identities") if space.has("identities") else IDENTITIES.empty()
        named = identify(found.clusters, records.select(["record_id", *TRACES]), before)
        homes = households(records, named.clusters)
        progress.begin("writing")
        run = run_id([space.run_of("records"), model, config.match_threshold, config.review_threshold])
        tables = _tables(found, named) | {"households": homes}
        if space.run_of("clusters") == run:  # nothing is new, so neither are the changes
            tables.pop("changes", None)
        space.publish(tables, run=run, drop=tuple(COVERAGE))
        progress.end()
        changes = space.read("changes") if space.has("changes") else None
    return DedupeResult(found.facts | count_households(homes), changes)


def _marked(value: object) -> object:
    if isinstance(value, list):
        return [Id(one) for one in value]
    return Id(value) if isinstance(value, str) else value


def _needed(model: MatchModel) -> list[str]:
    """Columns of `RECORDS` that are read: half of them are not."""
    golden = read_golden(model.golden, RECORDS.names)
    return list(dict.fromkeys(("record_id", *model.sources, *model.order, *golden.needed, *COLUMNS, *TRACES)))


def _tables(found: Owners, named: Identified) -> dict[str, pa.Table]:
    """What is published, under the lasting ids."""
    tables = {
        "pairs": found.pairs,
        "clusters": named.clusters,
        "owners": found.owners.set_column(0, "owner_id", named.owner_ids),
        "weights": found.weights,
        "identities": named.identities,
    }
    return tables if named.changes is None else tables | {"changes": named.changes}
