"""The commands for a notebook: lists of rows in, pandas DataFrames out, and nothing kept on the disk.

    from umkm_cli import api as umkm

    lists = umkm.ingest("lists/")
    matched = umkm.dedupe(lists)              # or any DataFrame: umkm.dedupe(people, model="febrl3")
    umkm.report(lists, matched)["coverage_district"]
    umkm.evaluate(matched, labels).pairwise.f1
    print(umkm.explain(matched, "0cd8cedc", "45d92ae7"))

Settings are those of `umkm.toml`, given by name: `umkm.dedupe(lists, match_threshold=0.9)`. What goes wrong is an
`errors.UmkmError`. Values are whole here: the DataFrames hold NIK, KK and phone as they were read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from rich.console import Console, RenderableType

from umkm_cli import runs
from umkm_cli.clock import today
from umkm_cli.config import Config, resolve
from umkm_cli.counting.coverage import coverage
from umkm_cli.decisions import Answer, Decision
from umkm_cli.errors import BadDecisionsError, MissingColumnError
from umkm_cli.files.workspace import Workspace
from umkm_cli.findings.verdicts import Evaluation, OwnerStory, PairStory
from umkm_cli.inputs import check_columns, choose_model
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.matching import evaluate as evaluating
from umkm_cli.matching.explain import SOURCE, Evidence, explain_pairs
from umkm_cli.matching.explain_owner import explain_owner as story_of
from umkm_cli.matching.find_rows import find_id, find_record, name_of
from umkm_cli.matching.score import weights_from
from umkm_cli.pipeline import find_owners
from umkm_cli.progress import NoProgress
from umkm_cli.reporting.screens.explain import render_owner, render_pair
from umkm_cli.reviewing.settle import settle
from umkm_cli.schema import LABELS, OWNERS, RECORDS, REJECTS, SOURCES, Table

Paths: TypeAlias = str | PathLike[str] | Iterable[str | PathLike[str]]


@dataclass(frozen=True, slots=True)
class Lists:
    """What `ingest` read; docs/tables.md says what the columns mean."""

    records: pd.DataFrame
    rejects: pd.DataFrame
    sources: pd.DataFrame


@dataclass(frozen=True, slots=True, repr=False)
class Matched:
    """What `dedupe` found; docs/tables.md says what the columns mean.

    Attributes:
        owners: One row per owner, the golden record.
        clusters: The owner of each record.
        pairs: Pairs that are at least possible, the likeliest first.
        facts: Counts of the run.
        evidence: What `explain` and `evaluate` look at.
    """

    owners: pd.DataFrame
    clusters: pd.DataFrame
    pairs: pd.DataFrame
    facts: Mapping[str, int]
    evidence: Evidence

    def __repr__(self) -> str:
        return f"Matched(records={self.facts['records']}, owners={self.facts['owners']})"


@dataclass(frozen=True, slots=True, repr=False)
class Explained:
    """A pair or an owner, explained; `print` shows it as `umkm explain` does.

    Attributes:
        story: All of it.
        language: Of what is shown.
    """

    story: PairStory | OwnerStory
    language: str

    @property
    def lines(self) -> pd.DataFrame:
        """What adds up to the weight of each pair: of the pair itself, or of the links that hold the owner together."""
        pairs = (self.story,) if isinstance(self.story, PairStory) else self.story.links
        rows = [
            {"left_id": pair.left.record_id, "right_id": pair.right.record_id, **asdict(line)}
            for pair in pairs
            for line in pair.lines
        ]
        return pd.DataFrame(rows)

    def __repr__(self) -> str:
        shown: RenderableType
        if isinstance(self.story, PairStory):
            shown = render_pair(self.story, self.language)
        else:
            shown = render_owner(self.story, self.language)
        console = Console(width=100, no_color=True, markup=False, highlight=False, emoji=False)
        with console.capture() as printed:
            console.print(shown)
        return printed.get().rstrip("\n")


def ingest(paths: Paths, *, list_name: str | None = None, **settings: object) -> Lists:
    """Read spreadsheets, as `umkm ingest` does.

    Args:
        paths: A file or folder, or several.
        list_name: Take all of them as `bpum` or `survey`; None lets their columns decide.
        **settings: See `config.Config`.

    Raises:
        UmkmError: Nothing could be read; see `runs.ingest`.
    """
    named = [paths] if isinstance(paths, str | PathLike) else paths
    with TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        runs.ingest([Path(path) for path in named], workspace=workspace, list_name=list_name, config=_config(settings))
        space = Workspace.open(workspace)
        return Lists(*(space.read(name).to_pandas() for name in ("records", "rejects", "sources")))


def dedupe(
    records: Lists | pd.DataFrame, *, model: str = "bpum", decisions: pd.DataFrame | None = None, **settings: object
) -> Matched:
    """Find who is the same person, as `umkm dedupe` does.

    Args:
        records: What `ingest` read, or a table with the columns that the model names. Rows are called by the column
            that the model names as `id`, else by `record_id`, else they are numbered from 1. A model that only links
            lists needs a column `source`, which says in which list a row stands.
        model: Name of a model that is shipped, or a TOML file.
        decisions: What people decided of some pairs: `left` and `right` are what rows are called, `answer` is `same`,
            `different` or `unsure`, `by` (which may be missing) is who says so. They bind as those of `umkm review`
            do: not where people contradict each other; of one person the last answer holds.
        **settings: See `config.Config`.

    Raises:
        UnknownModelError: There is no such model; BrokenModelError, BadModelError: its file cannot be used.
        MissingColumnError: The model needs a column that there is not.
        BadDecisionsError: A row of `decisions` is none.
    """
    config, chosen = _config(settings), choose_model(model)
    table = _table(records.records if isinstance(records, Lists) else records, chosen.id)
    check_columns(chosen, table.column_names)
    if chosen.link_only and SOURCE not in table.column_names:
        told = ", ".join(table.column_names)
        raise MissingColumnError(model=chosen.name, column=SOURCE, close=told, columns=told)
    decided = None if decisions is None else _decided(decisions)
    found = find_owners(table, model=chosen, config=config, progress=NoProgress(), decided=decided)
    evidence = Evidence(
        table, found.clusters, found.pairs, weights_from(found.weights, chosen), found.thresholds.within(config)
    )
    return Matched(
        owners=found.owners.to_pandas(),
        clusters=found.clusters.to_pandas(),
        pairs=found.pairs.to_pandas(),
        facts=found.facts,
        evidence=evidence,
    )


def report(
    lists: Lists, matched: Matched, *, made_on: date | None = None, **settings: object
) -> dict[str, pd.DataFrame]:
    """Count coverage, as `umkm report` does: the tables `coverage_...` by name. `made_on` is today unless given."""
    config = _config(settings)
    tables = {
        "records": _arrow(lists.records, RECORDS),
        "rejects": _arrow(lists.rejects, REJECTS),
        "sources": _arrow(lists.sources, SOURCES),
        "clusters": matched.evidence.clusters,
        "owners": _arrow(matched.owners, OWNERS),
        "pairs": matched.evidence.pairs,
    }
    day = made_on or today()
    matching = matched.evidence.config
    config = replace(config, match_threshold=matching.match_threshold, review_threshold=matching.review_threshold)
    counted = coverage(tables, config=config, regions=load_regions(config.region), made_on=day)
    return {name: table.to_pandas() for name, table in counted.tables.items()}


def evaluate(matched: Matched, labels: pd.DataFrame) -> Evaluation:
    """Hold the owners found against a truth, as `umkm evaluate` does.

    Args:
        matched: The owners.
        labels: `owner`, and either `record_id` or `source_file`, `source_sheet` and `source_row`; `case` may hold what
            is hard about a row, several separated by `;`.

    Raises:
        BadLabelsError: They contradict each other, or are about other records.
    """
    told = labels.assign(line=range(1, len(labels) + 1))
    if "case" in told:
        told["case"] = told["case"].fillna("").astype(str).str.split(r"\s*[;|]\s*", regex=True)
        told["case"] = told["case"].map(lambda cases: [case for case in cases if case])
    else:
        told["case"] = [[] for _ in range(len(told))]
    for name in set(LABELS.names) - set(told):
        told[name] = None
    evidence = matched.evidence
    return evaluating.evaluate(evidence.clusters, evidence.pairs, evidence.records, _arrow(told, LABELS), file="labels")


def explain(matched: Matched, left: str, right: str, *, language: str = "en") -> Explained:
    """Why two records are one owner or are not, as `umkm explain A B` tells it.

    Args:
        matched: Where they were matched.
        left: A `record_id`, the beginning of one, or FILE:SHEET:ROW.
        right: Another.
        language: `en` or `id`.

    Raises:
        UnknownRowError: There is no such record, or more than one.
    """
    pair = tuple(find_record(asked, matched.evidence.records) for asked in (left, right))
    return Explained(explain_pairs(matched.evidence, [(pair[0], pair[1])])[0], language)


def explain_owner(matched: Matched, owner: str, *, language: str = "en") -> Explained:
    """What holds an owner together, as `umkm explain --owner` tells it.

    Args:
        matched: Where it was found.
        owner: An `owner_id`, or the beginning of one.
        language: `en` or `id`.

    Raises:
        UnknownRowError: There is no such owner, or more than one.
    """
    ids = pa.array(matched.owners["owner_id"])
    place = find_id(owner, pc.cast(ids, pa.string()), called=name_of(matched.evidence.records))
    row = matched.owners.iloc[place]
    story = story_of(matched.evidence, row["owner_id"], disagreeing=list(row["disagreeing"]))
    return Explained(story, language)


def _config(settings: Mapping[str, object]) -> Config:
    return resolve({}, {}, settings)


def _arrow(frame: pd.DataFrame, table: Table) -> pa.Table:
    """The rows as the schema has them, without columns that it does not know."""
    return pa.Table.from_pandas(frame[list(table.names)], schema=table.schema, preserve_index=False)


def _decided(frame: pd.DataFrame) -> pa.Table:
    """`DECIDED`: what holds of the rows."""
    told = []
    for number, row in enumerate(frame.to_dict("records"), start=1):
        try:
            left, right = sorted((str(row["left"]), str(row["right"])))
            answer = Answer(row["answer"])
        except (KeyError, ValueError) as error:
            raise BadDecisionsError(file="decisions", reason="no_entry", row=number) from error
        name = f"{number:012d}"
        told.append(
            Decision(id=name, act=name, by=str(row.get("by", "?")), at=name, left=left, right=right, answer=answer)
        )
    return settle(told).decided


def _table(frame: pd.DataFrame, named_by: str) -> pa.Table:
    """Records as matching takes them: those of `ingest` by their own types, others as text and dates."""
    if set(RECORDS.names) <= set(frame.columns):
        return _arrow(frame, RECORDS)
    table = pa.Table.from_pandas(frame, preserve_index=False)
    columns = {name: _plain(table[name]) for name in table.column_names}
    numbers = pa.chunked_array([[str(row) for row in range(1, table.num_rows + 1)]], pa.string())
    return pa.table({**columns, "record_id": columns.get(named_by, columns.get("record_id", numbers))})


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Text as text, dates as dates, whole numbers without a decimal point, whatever pandas made of them."""
    if pa.types.is_timestamp(column.type):
        return pc.cast(column, pa.date32())
    if pa.types.is_floating(column.type) and pc.all(pc.equal(pc.floor(column), column)).as_py():
        column = pc.cast(column, pa.int64())
    return column if pa.types.is_date(column.type) else pc.cast(column, pa.string())
