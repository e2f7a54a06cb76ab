"""dedupe: what `umkm dedupe` opens, runs and publishes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.config import Config
from umkm_cli.errors import OtherListsError
from umkm_cli.files.workspace import Workspace, open_with, run_id
from umkm_cli.files.write import csv_bytes, write_bytes
from umkm_cli.inputs import Inputs, check_columns, choose_model, read_inputs
from umkm_cli.ledger import corrected_table, entries_of, settle_with
from umkm_cli.matching.carry import TRACES
from umkm_cli.matching.changes import count_changes
from umkm_cli.matching.correct import correct
from umkm_cli.matching.golden import read_golden
from umkm_cli.matching.groups import places_of
from umkm_cli.matching.households import COLUMNS, count_households, households
from umkm_cli.matching.identity import Identified, identify
from umkm_cli.matching.model import MatchModel, load_model
from umkm_cli.matching.score import thresholds_from
from umkm_cli.messages import Id
from umkm_cli.pipeline import Owners, find_owners
from umkm_cli.progress import NoProgress, Progress
from umkm_cli.reviewing.settle import Settled, pair_of, settle
from umkm_cli.schema import COVERAGE, IDENTITIES, RECORDS

MATCHED = "matched.csv"
"""Name of the file in the workspace that shows lists from elsewhere with the owner of each row."""


@dataclass(frozen=True, slots=True)
class DedupeResult:
    """What `dedupe` found.

    Attributes:
        counts: Of records, owners, households and pairs; see `pipeline.Owners.facts`.
        thresholds: Match probability from which rows were joined (`join`), and left for a person (`review`).
        changes: `CHANGES` since the run before, which had other records, another model or other thresholds; None when
            there was none.
        matched: For lists from elsewhere: where their rows were written with the owner of each.
        called: What ids are: `Id` where umkm made them, else text of the lists, which may hold the number of a person.
    """

    counts: Mapping[str, int]
    thresholds: Mapping[str, float]
    changes: pa.Table | None
    matched: Path | None
    called: type[str]

    @property
    def changed(self) -> dict[str, int]:
        """How many owners there are of each kind of change, `unchanged` included; none without a run before."""
        return {} if self.changes is None else count_changes(self.changes, self.counts["owners"])

    def changed_owners(self) -> list[dict[str, object]]:
        """The rows of `changes`, their ids marked as such."""
        rows = [] if self.changes is None else self.changes.to_pylist()
        return [{name: _call(value, self.called) for name, value in row.items()} for row in rows]

    def facts(self) -> dict[str, object]:
        """The counts and the thresholds, for `--json`."""
        told = {**self.counts, "thresholds": self.thresholds, "changed": self.changed}
        return told | ({"csv": self.matched} if self.matched else {})


def dedupe(
    *,
    workspace: Path,
    config: Config,
    model: str = "bpum",
    inputs: Sequence[Path] = (),
    is_again: bool = True,
    progress: Progress | None = None,
) -> DedupeResult:
    """Find the owners behind the records and publish them, with all that was found on the way.

    Owners keep the ids they had in the last run. A run in which nothing is new leaves the changes of the one before.

    Args:
        workspace: The folder of the workspace.
        config: The thresholds.
        model: Name of a model that is shipped, or a TOML file.
        inputs: Lists from elsewhere, to be matched instead of what `umkm ingest` has read.
        is_again: Match again where nothing is new; else what the last run found is only looked up.
        progress: Told of the stages.

    Raises:
        UnknownModelError: There is no such model; BrokenModelError, BadModelError: it cannot be used.
        NotIngestedError: There are no records yet.
        OtherListsError: There are records of `umkm ingest`, and `inputs`.
        MissingColumnError: The model needs a column that there is not.
        BadListError: One of `inputs` cannot be used; or UnreadableFileError, PathNotFoundError.
        DamagedWorkspaceError: A table of the workspace is not the one that was published.
        BadDecisionsError: The log of decisions is broken.
        CannotWriteError: The workspace is as it was.
    """
    progress = progress or NoProgress()
    chosen = choose_model(model)
    given = read_inputs(inputs, model=chosen, max_mb=config.max_file_mb) if inputs else None
    space = Workspace.open(workspace) if given else open_with(workspace, "records")
    if given and space.has("sources"):
        raise OtherListsError(path=workspace)
    with space.lock():
        made_of = given.run if given else (space.run_of("records"),)
        settings = (*made_of, chosen, config.match_threshold, config.review_threshold)
        called = str if chosen.id and not space.has("sources") else Id
        if not is_again and space.run_of("clusters") == _run(settings, settle(entries_of(workspace))):
            return _last(space, called)
        stock = _stock(space, chosen, given)
        before = space.read("identities") if space.has("identities") else IDENTITIES.empty()
        settled = settle_with(workspace, stock.traces, before)
        run = _run(settings, settled)
        found = find_owners(stock.records, model=stock.model, config=config, progress=progress, decided=settled.decided)
        progress.begin("naming")
        named = identify(found.clusters, stock.traces, before)
        tables = _tables(found, named, corrected_table(settled)) | stock.more(named)
        progress.begin("writing")
        if space.run_of("clusters") == run:  # nothing is new, so neither are the changes
            tables.pop("changes", None)
        matched = None if stock.is_own else _write_matched(workspace, stock.records, named.clusters)
        space.publish(tables, run=run, drop=tuple(COVERAGE))
        progress.end()
        homes = count_households(tables["households"]) if stock.is_own else {}
        people = _people(settled, stock.records["record_id"])
        counts = found.facts | homes | people
        return DedupeResult(counts, found.thresholds.shares(), _changes(space), matched, called)


def _people(settled: Settled, ids: pa.ChunkedArray) -> dict[str, int]:
    """What of people's decisions does not count: contradictions, and decisions about rows that are in no list."""
    known = pc.is_in(pa.array(sorted(settled.names), pa.string()), value_set=ids.combine_chunks())
    gone = {name for name, is_there in zip(sorted(settled.names), known.to_pylist(), strict=True) if not is_there}
    return {
        "contradicted": len(settled.conflicts),
        "decided_gone": sum(not gone.isdisjoint(pair_of(one)) for one in settled.given),
    }


def _run(settings: tuple[object, ...], settled: Settled) -> str:
    """Name of a run: of the records, the settings, and what people decided."""
    decided = [settled.decided.to_pylist(), corrected_table(settled).to_pylist()]
    return run_id([*settings, *(decided if any(decided) else ())])


def _last(space: Workspace, called: type[str]) -> DedupeResult:
    """What the last run found, as far as it can be told without another."""
    matched = None if space.has("sources") else space.path / MATCHED
    counts = {"records": space.rows_of("clusters"), "owners": space.rows_of("owners")}
    thresholds = thresholds_from(space.read("weights"))
    return DedupeResult(counts, thresholds.shares() if thresholds else {}, _changes(space), matched, called)


def _changes(space: Workspace) -> pa.Table | None:
    return space.read("changes") if space.has("changes") else None


@dataclass(frozen=True, slots=True)
class _Stock:
    """What is matched.

    Attributes:
        records: `RECORDS`, as far as they are read; or the records of lists from elsewhere.
        model: How they are judged.
        is_own: They are of `umkm ingest`.
        is_new: They are not in the workspace yet.
    """

    records: pa.Table
    model: MatchModel
    is_own: bool
    is_new: bool

    @property
    def traces(self) -> pa.Table:
        """By what a record is known again."""
        return self.records.select(["record_id", *(TRACES if self.is_own else ())])

    def more(self, named: Identified) -> dict[str, pa.Table]:
        """Tables that these records have beside those that all have."""
        if self.is_own:
            return {"households": households(self.records, named.clusters)}
        return {"records": self.records} if self.is_new else {}


def _stock(space: Workspace, model: MatchModel, given: Inputs | None) -> _Stock:
    """What is to be matched: the lists given, or what the workspace holds."""
    if given:
        return _Stock(given.records, model, is_own=False, is_new=True)
    is_own = space.has("sources")
    if is_own and not model.golden:
        model = replace(model, golden=load_model().golden)  # reports count the columns that this names
    if is_own:
        check_columns(model, RECORDS.names)
    records = space.read("records", *(_needed(model) if is_own else ())).sort_by("record_id")
    check_columns(model, records.column_names)
    return _Stock(records, model, is_own=is_own, is_new=False)


def _write_matched(workspace: Path, records: pa.Table, clusters: pa.Table) -> Path:
    """Write every row of the lists with its owner, owner by owner, for whoever opens it in a spreadsheet."""
    owner = clusters["owner_id"].take(pa.array(places_of(records["record_id"], clusters["record_id"])))
    rows = records.add_column(0, "owner_id", owner).sort_by([("owner_id", "ascending"), ("record_id", "ascending")])
    place = workspace / MATCHED
    write_bytes(place, csv_bytes(rows))
    return place


def _call(value: object, called: type[str]) -> object:
    if isinstance(value, list):
        return [called(one) for one in value]
    return called(value) if isinstance(value, str) else value


def _needed(model: MatchModel) -> list[str]:
    """Columns of `RECORDS` that are read: half of them are not."""
    golden = read_golden(model.golden, RECORDS.names)
    return list(dict.fromkeys(("record_id", *model.sources, *model.order, *golden.needed, *COLUMNS, *TRACES)))


def _tables(found: Owners, named: Identified, corrected: pa.Table) -> dict[str, pa.Table]:
    """What is published, under the lasting ids."""
    tables = {
        "pairs": found.pairs,
        "clusters": named.clusters,
        "owners": correct(found.owners.set_column(0, "owner_id", named.owner_ids), corrected),
        "weights": found.weights,
        "identities": named.identities,
    }
    return tables if named.changes is None else tables | {"changes": named.changes}
