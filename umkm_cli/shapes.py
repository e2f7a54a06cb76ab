"""Shapes: tables with the same column titles are of one shape, and an analyst may say once per shape what they hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from umkm_cli.knowledge.headers import fold_header
from umkm_cli.messages import safe

Shape: TypeAlias = tuple[str, ...]
"""Titles of a table's columns, folded; blank ones at the end do not count. A table without titles has the shape ()."""

ColumnMap: TypeAlias = Mapping[Shape, tuple[str | None, ...]]
"""What an analyst says of the columns of a shape: a field, empty to ignore the column, None to let `umkm` decide."""

NO_MAP: ColumnMap = {}

SURE, SURE_BY_TITLE = 0.9, 0.75
"""Below this confidence, a person should look at what a column was taken for; a title that is known as it stands, such
as `NAMA` (0.8), is no reason to ask, though `NAMA LENGKAP` says more."""


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """One column of a shape, as it was understood where that was least sure; see `UNDERSTOOD`."""

    header: str
    field: str | None
    how: str
    confidence: float

    @property
    def is_unmapped(self) -> bool:
        """It has a title, and nobody understood it."""
        return self.how == "none" and bool(self.header)

    @property
    def is_unsure(self) -> bool:
        """It was understood, but not for sure."""
        return self.field is not None and self.confidence < (SURE_BY_TITLE if self.how == "synonym" else SURE)


@dataclass(frozen=True, slots=True)
class SeenShape:
    """All tables of one shape.

    Attributes:
        shape: The folded titles.
        columns: One for each title.
        files: The files they stand in, each once.
        rows: Records of the sheets they stand in.
    """

    shape: Shape
    columns: tuple[SeenColumn, ...]
    files: tuple[str, ...]
    rows: int

    @property
    def odd_columns(self) -> list[SeenColumn]:
        """Columns a person should look at."""
        return [column for column in self.columns if column.is_unmapped or column.is_unsure]


def shape_of(headers: Iterable[str]) -> Shape:
    """The shape of a table with these titles, whatever their case, spaces and abbreviations.

    >>> shape_of(["No", "Nama  Pemilik", "no. hp", ""]) == shape_of(["NOMOR", "NAMA PEMILIK", "No Handphone"])
    True
    """
    folded = [fold_header(safe(header)) for header in headers]
    while folded and not folded[-1]:
        folded.pop()
    return tuple(folded)


def decided(column_map: ColumnMap) -> dict[Shape, tuple[str | None, ...]]:
    """Only the shapes of which anything is said."""
    return {shape: said for shape, said in column_map.items() if any(field is not None for field in said)}


def shapes_in(sources: Iterable[Mapping[str, object]]) -> list[SeenShape]:
    """The shapes of all tables of rows of `SOURCES`, those with most rows first; tables without titles are left out."""
    found: dict[Shape, _Found] = {}
    for row in sources:
        for columns in _tables(row["columns"]):
            shape = shape_of(column["header"] or "" for column in columns)
            if shape:
                found.setdefault(shape, _Found([], {}, {})).add(row, columns[: len(shape)])
    shapes = [
        SeenShape(shape, tuple(seen.columns), tuple(seen.files), sum(seen.rows.values()))
        for shape, seen in found.items()
    ]
    return sorted(shapes, key=lambda seen: (-seen.rows, seen.shape))


@dataclass(slots=True)
class _Found:
    """A shape as it is met in one table after another; files in order, rows by sheet."""

    columns: list[SeenColumn]
    files: dict[str, None]
    rows: dict[object, int]

    def add(self, row: Mapping[str, Any], columns: list[dict[str, Any]]) -> None:
        seen = [
            SeenColumn(safe(told["header"] or "").strip(), told["field"], told["how"], told["confidence"])
            for told in columns
        ]
        pairs = zip(self.columns or seen, seen, strict=True)
        self.columns = [min(old, new, key=lambda column: column.confidence) for old, new in pairs]
        self.files[str(row["source_file"])] = None
        self.rows[row["source_id"]] = int(row["records"])


def _tables(columns: Any) -> Iterator[list[dict[str, Any]]]:  # noqa: ANN401 - a nested column of a table
    """The columns of each table of a sheet."""
    by_table: dict[int, list[dict[str, Any]]] = {}
    for column in columns or ():
        by_table.setdefault(column["table"], []).append(column)
    yield from by_table.values()
