"""Files: the sets of polluted files, the same for the same seed."""

from collections.abc import Callable, Iterator

from benchmarks.pollution.kinds import POLLOCK, ROW_KINDS
from benchmarks.pollution.office import OFFICE
from benchmarks.pollution.sheet import Polluted, Sheet, Style, write_sheet
from benchmarks.pollution.tables import Table, draw_goods, draw_letters, draw_owners
from benchmarks.synthetic.dice import Dice

DrawTable = Callable[[Dice, int], Table]

DRAW: dict[str, DrawTable] = {"owners": draw_owners, "goods": draw_goods, "letters": draw_letters}
"""The lists that are polluted. `letters` is held out: nothing was tuned on it."""


def pollock_files(seed: int, draw: DrawTable, *, of_a_kind: int, of_a_row_kind: int) -> Iterator[Polluted]:
    """Files polluted as in the Pollock benchmark."""
    for kind, (pollute, _) in POLLOCK.items():
        count = of_a_row_kind if kind in ROW_KINDS else of_a_kind
        yield from _files(kind, pollute, Dice(f"{seed} {kind}"), draw, count)


def office_files(seed: int, draw: DrawTable, *, of_a_kind: int) -> Iterator[Polluted]:
    """Files polluted as offices do it."""
    for kind, pollute in OFFICE.items():
        yield from _files(kind, pollute, Dice(f"{seed} {kind}"), draw, of_a_kind)


def _files(
    kind: str, pollute: Callable[[Sheet, Dice], bytes | None], dice: Dice, draw: DrawTable, count: int
) -> Iterator[Polluted]:
    for _ in range(count):
        table = draw(dice, dice.between(25, 84))
        always = frozenset(position for position in range(len(table.header)) if dice.chance(0.3))
        sheet = write_sheet(table, Style(always=always))
        data = pollute(sheet, dice)
        yield Polluted(kind, sheet.data() if data is None else data, sheet)
