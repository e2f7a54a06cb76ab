"""Score: how much of a table a reader found, in the spirit of the Pollock benchmark.

Ten figures of a file, each from 0 to 1, are added: whether it was loaded at all, and precision, recall and F1 of the
header's cells, of the records and of their cells. Rows above the header are not counted, for nobody agrees what a
reader should do with them; blank rows neither.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.pollution.sheet import Sheet
from benchmarks.pollution.tables import Row


@dataclass(frozen=True, slots=True)
class Score:
    """Of one file, or the mean of several.

    Attributes:
        total: 0 to 10.
        header: F1 of the header's cells.
        record: F1 of the records.
        cell: F1 of the records' cells.
        lost: Letters and digits that are in the table and not in what was read.
    """

    total: float
    header: float
    record: float
    cell: float
    lost: int


FAILED = Score(0.0, 0.0, 0.0, 0.0, 0)


def score(sheet: Sheet, rows: Sequence[Sequence[str]]) -> Score:
    """The score of the rows that a reader found in a sheet's file."""
    loaded = [row for row in map(_tidy, rows) if row]
    header = Counter(cell for row in sheet.header for cell in _tidy(row) if cell)
    records = [row for row in map(_tidy, sheet.records) if row]
    start = _header_row(loaded, header, sheet)
    found_header = Counter(cell for row in loaded[start : start + len(sheet.header)] for cell in row if cell)
    body = loaded[start + len(sheet.header) :]
    figures = [
        _figures(header, found_header),
        _figures(Counter(records), Counter(body)),
        _figures(Counter(_cells(records)), Counter(_cells(body))),
    ]
    lost = Counter(_signs(sheet.titles, sheet.header, sheet.records)) - Counter(_signs(rows))
    f1_of_header, f1_of_records, f1_of_cells = (f1 for _, _, f1 in figures)
    return Score(1 + sum(map(sum, figures)), f1_of_header, f1_of_records, f1_of_cells, lost.total())


def mean(scores: Sequence[tuple[Score, float]]) -> Score:
    """The weighted mean of scores; `lost` is the number of files that lost anything."""
    weight = sum(weight for _, weight in scores)
    parts = ((score.total, score.header, score.record, score.cell) for score, _ in scores)
    shares = ([figure * share for figure in part] for part, (_, share) in zip(parts, scores, strict=True))
    weighted = zip(*shares, strict=True)
    total, header, record, cell = (sum(column) / weight for column in weighted)
    return Score(total, header, record, cell, sum(score.lost > 0 for score, _ in scores))


def _tidy(row: Sequence[str]) -> Row:
    """A row without the white space around its cells, and without blank cells at its end."""
    cells = ["\n".join(part.strip() for part in cell.splitlines()).strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _header_row(loaded: Sequence[Row], header: Counter[str], sheet: Sheet) -> int:
    """Where the header begins: below rows that a reader may or may not have kept."""
    if not sheet.header:
        return 0
    height = len(sheet.header)
    starts = range(min(len(sheet.titles) + 2, len(loaded)))
    windows = {
        start: Counter(cell for row in loaded[start : start + height] for cell in row if cell) for start in starts
    }
    return max(starts, key=lambda start: (_figures(header, windows[start])[2], -start), default=0)


def _figures(
    truth: Counter[Hashable] | Counter[str] | Counter[Row], found: Counter[str] | Counter[Row]
) -> tuple[float, float, float]:
    """Precision, recall and F1; all 1 when there is nothing to find."""
    if not truth:
        return 1.0, 1.0, 1.0
    both = (truth & found).total()  # type: ignore[operator]
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / found.total(), both / truth.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def _cells(rows: Iterable[Row]) -> Iterable[str]:
    return (cell for row in rows for cell in row if cell)


def _signs(*tables: Iterable[Sequence[str]]) -> Iterable[str]:
    return (char for rows in tables for row in rows for cell in row for char in cell if char.isalnum())
