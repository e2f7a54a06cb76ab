"""Second lines: rows that go on with the name or the address of the record above."""

from umkm_cli.cleaning.division import Block
from umkm_cli.cleaning.grid import Grid, Rows
from umkm_cli.cleaning.profile import has_long_number
from umkm_cli.knowledge.text import is_null_word

LONG_TEXTS = ("name", "address", "business_address", "hamlet", "business_name", "business", "product")
"""Fields whose texts are broken into two lines."""


class SecondLines:
    """Tells second lines of records, and joins them to the block.

    Attributes:
        held: Rows that are records so far.
    """

    def __init__(self, grid: Grid, block: Block, regular: Rows) -> None:
        fields = block.columns.by_field
        self.grid = grid
        self.block = block
        self.held: set[int] = set(regular.tolist())
        self.name, self.number = fields.get("name"), fields.get("number")
        self._texts = {fields[field] for field in LONG_TEXTS if field in fields}
        self._row_of: dict[int, int] = {}
        self._all_numbered = self._are_numbered(regular)
        self._in_merged_nik = {
            row
            for span in grid.merged
            for row in range(span.first_row + 1, span.last_row + 1)
            if span.first_column == fields.get("nik")
        }

    def take(self, row: int, cells: list[str]) -> bool:
        """Take a row as the second line of the record above, if it is one."""
        above = self._row_of.get(row - 1, row - 1)
        others = (cell for at, cell in enumerate(cells) if cell and at not in self._texts)
        if above not in self.held or not all(map(is_null_word, others)):
            return False
        filled = {at for at in self._texts if cells[at] and not is_null_word(cells[at])}
        if not filled:
            return False
        is_number = "nik" in self.block.columns.in_name and has_long_number(cells[min(filled)])
        if not is_number and row not in self._in_merged_nik and not self._goes_on(row, above, filled):
            return False
        self._row_of[row] = above
        self.block.lines.append((row, above))
        return True

    def _goes_on(self, row: int, above: int, filled: set[int]) -> bool:
        """Is nothing but an address here, or does the list count on as if this row were none?"""
        if self.number is None or self.number in self._texts:
            return False
        counted = self._count(above)
        if counted is None:
            return False
        if self.name not in filled:
            return True
        return len(filled) > 1 and self._all_numbered and self._count(row + 1) == counted + 1

    def _count(self, row: int) -> int | None:
        """The running number of a row."""
        if row >= self.grid.height or self.number is None:
            return None
        text = self.grid.texts[row * self.grid.width + self.number].as_py().rstrip(".")
        return int(text) if text.isdecimal() else None

    def _are_numbered(self, regular: Rows) -> bool:
        return self.number is not None and bool(self.grid.filled[regular, self.number].all())
