"""prepare: records -> columns of numbers that can be blocked and compared a million at a time."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.knowledge.dates import read_date
from umkm_cli.knowledge.names import skeleton
from umkm_cli.matching.columns import Coded, Codes, Dates, Niks, as_kind, encode, flat
from umkm_cli.matching.model import Apart, ColumnSpec, MatchModel
from umkm_cli.matching.names import two_names
from umkm_cli.matching.nik import held_against
from umkm_cli.matching.words import Names, names_of
from umkm_cli.spread import spread


@dataclass(frozen=True, slots=True)
class Prepared:
    """Records ready to be matched; all arrays of a column have one entry per record.

    Attributes:
        record_id: The identifiers, in the order of the rows.
        columns: By the name the model gives them; of the class that belongs to their kind.
        source: Which of several lists a record stands in; None when that does not matter.
    """

    record_id: pa.Array
    columns: dict[str, Coded]
    source: Codes | None = None

    @property
    def size(self) -> int:
        """Number of records."""
        return len(self.record_id)

    def codes(self, column: str) -> Codes:
        """The codes of a column."""
        return self.columns[column].codes

    def names(self, column: str) -> Names:
        """A column of kind `name`."""
        return as_kind(self.columns[column], Names)

    def dates(self, column: str) -> Dates:
        """A column of kind `date`."""
        return as_kind(self.columns[column], Dates)

    def niks(self, column: str) -> Niks:
        """A column of kind `nik`."""
        return as_kind(self.columns[column], Niks)


def prepare(records: pa.Table, model: MatchModel) -> Prepared:
    """Turn records into the columns of the model, in the order of the rows.

    Args:
        records: Has `record_id`, the `sources` of the model, and `source` if it only links.
        model: Names the columns.
    """
    read = spread(lambda column: KINDS[column.kind](records, column), model.columns)
    columns = dict(zip((column.name for column in model.columns), read, strict=True))
    if model.apart:
        columns[model.apart.column] = _doubted(columns, model, model.apart)
    return Prepared(
        record_id=flat(records["record_id"]),
        columns=columns,
        source=encode(_text(records["source"]))[0] if model.link_only else None,
    )


def _doubted(columns: dict[str, Coded], model: MatchModel, apart: Apart) -> Coded:
    """Numbers that may have been copied to their row are not sound.

    They stand with two names, or tell another birth date or sex than the row itself.
    """
    niks = columns[apart.column]
    if not isinstance(niks, Niks):
        return niks
    doubted = np.zeros(len(niks.codes), bool)
    named = columns.get(apart.names or "")
    if isinstance(named, Names):
        doubted |= np.isin(niks.codes, two_names(named, niks.codes))
    for comparison in model.comparisons:
        if comparison.echo_of and model.comparisons[model.place_of(comparison.echo_of)].column == apart.column:
            known, agrees = held_against(niks, columns[comparison.column])
            doubted |= known & ~agrees
    return Niks(niks.codes, niks.texts, niks.is_sound & ~doubted)


Clean = Callable[[pa.Array], pa.Array]
"""Distinct values -> what is made of each."""


def _code(records: pa.Table, column: ColumnSpec) -> Coded:
    """Values as they stand; of several sources, all have to be there."""
    return Coded(*_read(records, column, all_there=True))


def _name(records: pa.Table, column: ColumnSpec) -> Coded:
    """Words of all sources there are, in upper case."""
    return names_of(*_read(records, column, lambda texts: _spaced(pc.utf8_upper(texts), r"[^\p{L}\p{N}]+")))


def _text_column(records: pa.Table, column: ColumnSpec) -> Coded:
    """Text of all sources there are, in lower case, with single blanks between words."""
    return Coded(*_read(records, column, lambda texts: _spaced(pc.utf8_lower(texts), r"\s+")))


def _spaced(texts: pa.Array, gaps: str) -> pa.Array:
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(texts, gaps, " "))


def _sound(records: pa.Table, column: ColumnSpec) -> Coded:
    """Words by their sound."""
    return Coded(*_read(records, column, _sounds))


def _sounds(texts: pa.Array) -> pa.Array:
    words = (value.upper().split() for value in texts.to_pylist())
    return pa.array([" ".join(skeleton(word) for word in of_one) for of_one in words], pa.string())


def _date(records: pa.Table, column: ColumnSpec) -> Coded:
    """Real dates, or text: `yyyy-mm-dd` or `yyyymmdd`, else a day as people write it; other text counts as missing."""
    values = records[column.sources[0]]
    if not pa.types.is_date(values.type):
        values = _days(_text(values))
    return Dates(*encode(pc.cast(values, pa.string())))


def _days(text: pa.ChunkedArray) -> pa.ChunkedArray:
    """The day that each text stands for."""
    digits = pc.replace_substring_regex(text, r"\D", "")
    digits = pc.if_else(pc.match_substring_regex(text, r"^\d{4}-?\d{2}-?\d{2}$"), digits, None)
    days = pc.cast(pc.strptime(digits, format="%Y%m%d", unit="s", error_is_null=True), pa.date32())
    again = pc.replace_substring(pc.cast(days, pa.string()), "-", "")
    days = pc.if_else(pc.equal(again, digits), days, None)  # 31 February was read as 2 March
    others = text.filter(days.is_null()).unique()
    read = pa.array([None if one is None else read_date(one) for one in others.to_pylist()], pa.date32())
    return pc.coalesce(days, read.take(pc.index_in(text, others)))


def _nik(records: pa.Table, column: ColumnSpec) -> Coded:
    codes, texts = _read(records, column, all_there=True)
    if column.status is None:
        return Niks(codes, texts, codes >= 0)
    status, sound = column.status
    is_sound = pc.is_in(_text(records[status]), value_set=pa.array(sound, pa.string()))
    return Niks(codes, texts, flat(is_sound).to_numpy(zero_copy_only=False).astype(bool))


KINDS: dict[str, Callable[[pa.Table, ColumnSpec], Coded]] = {
    "code": _code,
    "text": _text_column,
    "digits": _text_column,
    "sound": _sound,
    "name": _name,
    "date": _date,
    "nik": _nik,
}
"""Kinds of columns, and what reads each."""


def _read(
    records: pa.Table,
    column: ColumnSpec,
    clean: Callable[[pa.Array], pa.Array] | None = None,
    *,
    all_there: bool = False,
) -> tuple[Codes, pa.Array]:
    """Codes and distinct values of the sources of a column, put together and cleaned, each distinct value once.

    Values that are empty or do not match the pattern of the column are missing. With `all_there`, a value of which one
    source is missing is missing as a whole.
    """
    parts = [_text(records[source]) for source in column.sources]
    text = parts[0]
    if len(parts) > 1:
        if not all_there:  # pyarrow's own way to skip nulls loses the rows where all are null
            parts = [pc.fill_null(part, "") for part in parts]
        text = pc.utf8_trim_whitespace(pc.binary_join_element_wise(*parts, " "))
    codes, found = encode(text)
    cleaned = clean(found) if clean else found
    if column.pattern is not None:
        cleaned = pc.if_else(pc.match_substring_regex(cleaned, f"^(?:{column.pattern})$"), cleaned, None)
    cleaned = pc.if_else(pc.equal(cleaned, ""), None, cleaned)
    if cleaned.equals(found):
        return codes, found
    code_of, texts = encode(cleaned)
    return np.append(code_of, np.int32(-1))[codes], texts


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column if pa.types.is_string(column.type) else pc.cast(column, pa.string())
