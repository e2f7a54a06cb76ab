"""Columns of a table: their titles, verified and if need be overruled by the values beneath."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from umkm_cli.cleaning.labels import Label, Understood, read_labels
from umkm_cli.cleaning.profile import Profile
from umkm_cli.knowledge.headers import fold_header
from umkm_cli.knowledge.statuses import read_status
from umkm_cli.shapes import NO_MAP, ColumnMap, shape_of

Peek = Callable[[int], Profile]
"""Position of a column -> what its values look like."""

Texts = Callable[[int], list[str]]
"""Position of a column -> its first texts."""


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a table, in order."""

    understood: tuple[Understood, ...]

    @property
    def by_field(self) -> dict[str, int]:
        """Position of each field that some column holds."""
        return {column.field: at for at, column in enumerate(self.understood) if column.field is not None}

    def lists_people(self) -> bool:
        """Is there a column that says who a row is about?"""
        return any(column.field in {"name", "nik"} for column in self.understood)


class Table:
    """Columns while they are being understood: the titles so far, and the values to hold them against."""

    def __init__(self, columns: list[Understood], peek: Peek, texts: Texts) -> None:
        self.columns = columns
        self.peek = peek
        self.texts = texts

    def find(self, field: str) -> int | None:
        """Position of the column that holds `field`."""
        return next((at for at, column in enumerate(self.columns) if column.field == field), None)

    def left(self) -> list[int]:
        """Positions of the columns nobody understood."""
        return [at for at, column in enumerate(self.columns) if column.is_left()]

    def claim(self, position: int, field: str, confidence: float) -> None:
        """Take a column for `field` because of its values."""
        self.columns[position] = self.columns[position].by_values(field, confidence)


def understand(labels: list[Label], *, peek: Peek, texts: Texts, column_map: ColumnMap = NO_MAP) -> Columns:
    """Columns by their titles, then by every check of `CHECKS`, in order; what the analyst says stands above both."""
    table = Table(settle(read_labels(labels), column_map), peek, texts)
    for check in CHECKS:
        check(table)
    return Columns(tuple(settle(table.columns, column_map)))


def settle(columns: list[Understood], column_map: ColumnMap) -> list[Understood]:
    """The columns with the analyst's word for those of their shape; another column with such a field loses it."""
    said = column_map.get(shape_of(column.header for column in columns), ())
    words = dict(enumerate(said))
    given = {field for field in said if field}
    return [
        column.decided(field) if (field := words.get(at)) is not None
        else column.dropped() if column.field in given
        else column
        for at, column in enumerate(columns)
    ]  # fmt: skip


def understand_values(width: int, *, peek: Peek, texts: Texts) -> Columns:
    """Columns of a table without any header."""
    return understand([() for _ in range(width)], peek=peek, texts=texts)


def _drop_numbers_without_digits(table: Table) -> None:
    """A NIK or KK column that holds no long numbers is none; the title belongs to another column."""
    for field in ("nik", "no_kk"):
        position = table.find(field)
        if position is not None:
            seen = table.peek(position)
            if seen.filled >= 3 and (seen.words > 0.5 or (seen.long < 0.1 and seen.phone > 0.5)):
                table.columns[position] = table.columns[position].dropped()


def _drop_name_without_letters(table: Table) -> None:
    position = table.find("name")
    if position is not None:
        seen = table.peek(position)
        if seen.filled >= 3 and seen.words < 0.2 and seen.long + seen.phone > 0.5:
            table.columns[position] = table.columns[position].dropped()


def _drop_status_of_something_else(table: Table) -> None:
    """`Status` alone may be about marriage, or about the grant: it must hold words of the business register."""
    position = table.find("production_status")
    if position is None or table.columns[position].confidence > 0.7:
        return
    filled = [text for text in table.texts(position) if text]
    understood = sum(read_status(text) is not None for text in filled)
    if not filled or understood < 0.6 * len(filled):
        table.columns[position] = table.columns[position].dropped()


def _claim_nik(table: Table) -> None:
    """A column of 16-digit numbers is a NIK whatever its title says, the one with women's birth days first."""
    if table.find("nik") is not None:
        return
    seen = {at: table.peek(at) for at in table.left()}
    fit = [at for at, profile in seen.items() if profile.long >= 0.6 and profile.dated >= 0.6]
    if fit:
        best = max(fit, key=lambda at: (seen[at].woman > 0, seen[at].long, -at))
        table.claim(best, "nik", seen[best].long)


def _claim_kk(table: Table) -> None:
    if table.find("no_kk") is not None or table.find("nik") is None:
        return
    for at in table.left():
        seen = table.peek(at)
        if seen.filled >= 3 and seen.long >= 0.8 and seen.dated >= 0.8 and seen.woman == 0:
            table.claim(at, "no_kk", seen.long * 0.8)
            return


def _swap_nik_and_kk(table: Table) -> None:
    """Women's days (41 to 71) in the KK column and none in the NIK column: the two titles were changed about."""
    nik, no_kk = table.find("nik"), table.find("no_kk")
    if nik is None or no_kk is None:
        return
    under_nik, under_kk = table.peek(nik), table.peek(no_kk)
    if under_nik.filled >= 5 and under_nik.woman == 0 and under_kk.woman >= 0.2 and under_kk.long >= 0.5:
        table.claim(nik, "no_kk", 0.9)
        table.claim(no_kk, "nik", 0.9)


def _claim_name(table: Table) -> None:
    """Without a name column, a column of words is one that has no title, or `NAMA` in it, if there are NIKs."""
    nik = table.find("nik")
    if table.find("name") is not None or nik is None:
        return
    headers = {at: fold_header(table.columns[at].header).split() for at in table.left()}
    seen = {at: table.peek(at) for at, words in headers.items() if not words or "NAMA" in words}
    fit = [at for at, profile in seen.items() if profile.words >= 0.7 and profile.gender < 0.5]
    if fit:
        best = min(fit, key=lambda at: (seen[at].phrases < 0.2, abs(at - nik), at))
        table.claim(best, "name", seen[best].words * 0.8)


def _claim_by_looks(table: Table) -> None:
    """Phones and sexes can be told by their looks, too."""
    if table.find("nik") is None:
        return
    for at in table.left():
        seen = table.peek(at)
        if table.find("phone") is None and seen.filled >= 3 and seen.phone >= 0.7 and seen.long < 0.2:
            table.claim(at, "phone", seen.phone * 0.8)
        elif table.find("gender") is None and seen.filled >= 3 and seen.gender >= 0.9:
            table.claim(at, "gender", seen.gender * 0.8)


def _say_what_is_sure(table: Table) -> None:
    """Values that bear a title out make it surer: `KTP` over 16-digit numbers."""
    position = table.find("nik")
    if position is not None and table.columns[position].how != "values" and table.peek(position).long >= 0.6:
        column = table.columns[position]
        table.columns[position] = replace(column, confidence=max(column.confidence, 0.95))


CHECKS: tuple[Callable[[Table], None], ...] = (
    _drop_numbers_without_digits,
    _drop_name_without_letters,
    _drop_status_of_something_else,
    _claim_nik,
    _claim_kk,
    _swap_nik_and_kk,
    _claim_name,
    _claim_by_looks,
    _say_what_is_sure,
)
"""What values have to say about titles, in the order asked."""
