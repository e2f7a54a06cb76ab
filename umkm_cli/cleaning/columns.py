"""Columns of a table: what each holds, and the values that titles are held against."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from umkm_cli.cleaning.labels import Understood
from umkm_cli.cleaning.profile import Profile
from umkm_cli.knowledge.regions import Regions

Peek = Callable[[int], Profile]
"""Position of a column -> what its values look like."""

Texts = Callable[[int], list[str]]
"""Position of a column -> its first texts."""


UNTICKED = ("", "0", "-", "FALSE", "SALAH", "TIDAK", "0.0")
"""What stands in a cell that is not ticked, where programs fill in both."""


def _list_people(columns: Sequence[Understood]) -> bool:
    return any(column.field in {"name", "nik"} for column in columns)


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a table, in order.

    Attributes:
        understood: What each column was taken for.
        ticks: The two columns, men first, in which the sex is ticked.
        more: Further columns of a field: the surname, the other digits of a NIK written in boxes.
        inside: Fields whose values stand in the cells of another, by that.
    """

    understood: tuple[Understood, ...]
    ticks: tuple[int, int] | None = None
    more: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    inside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def by_field(self) -> dict[str, int]:
        """Position of each field that some column holds."""
        return {column.field: at for at, column in enumerate(self.understood) if column.field is not None}

    def lists_people(self) -> bool:
        """Is there a column that says who a row is about?"""
        return _list_people(self.understood)


@dataclass(slots=True)
class Table:
    """Columns while they are being understood: the titles so far, and the values to hold them against."""

    columns: list[Understood]
    peek: Peek
    texts: Texts
    regions: Regions
    ticks: tuple[int, int] | None = None
    more: dict[str, tuple[int, ...]] = field(default_factory=dict)
    inside: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, field: str) -> int | None:
        """Position of the column that holds `field`."""
        return next((at for at, column in enumerate(self.columns) if column.field == field), None)

    def lists_people(self) -> bool:
        """Is there a column that says who a row is about?"""
        return _list_people(self.columns)

    def left(self) -> list[int]:
        """Positions of the columns nobody understood."""
        return [at for at, column in enumerate(self.columns) if column.is_left()]

    def claim(self, position: int, field: str, confidence: float) -> None:
        """Take a column for `field` because of its values."""
        self.columns[position] = self.columns[position].by_values(field, confidence)

    def join(self, field: str, positions: tuple[int, ...]) -> None:
        """Take further columns for parts of `field`."""
        self.more[field] = positions
        for at in positions:
            self.columns[at] = replace(self.columns[at].dropped(), is_known=True)

    def drop(self, position: int) -> None:
        """Believe the title of a column no longer."""
        self.columns[position] = self.columns[position].dropped()
