"""Offices: which list of a regency takes the proposals of which village and year."""

from dataclasses import dataclass, field

from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.layouts import draw_hand, draw_layout
from benchmarks.synthetic.proposals import ListPlan
from benchmarks.synthetic.villages import VILLAGES, Village

_ENDINGS = {"xlsx": "xlsx", "xls": "xls", "ods": "ods", "csv": "csv", "csv_utf8": "csv", "html": "xls"}
_KINDS = Bag(tuple(_ENDINGS), (86, 5, 1, 4, 2, 2))
_ONE_SHEET = frozenset({"csv", "csv_utf8", "html"})
_NAMES = ("DATA BPUM {}", "BPUM {}", "Usulan BPUM {}", "{} FIX", "Copy of BPUM {}", "BPUM {} REVISI", "usulan {} (1)")
_DISTRICTS = tuple(dict.fromkeys(village.district for village in VILLAGES))
_RUINED = (("nik_missing", 0.03), ("nik_excel", 0.97))


@dataclass(slots=True)
class Offices:
    """The lists of both years.

    Attributes:
        plans: The list of each year and village.
    """

    plans: dict[tuple[int, Village], ListPlan] = field(default_factory=dict)

    def route(self, year: int, village: Village, _is_late: bool) -> ListPlan:  # noqa: FBT001 - a `proposals.Route`
        """The list that takes a proposal; a repeat goes to the same list as the first."""
        return self.plans[year, village]


def draw_offices(dice: Dice, files: int) -> Offices:
    """Share all villages out among `files` lists, four of five of them for 2020, where most villages have their own.

    Raises:
        ValueError: There are fewer lists than districts, or more than villages.
    """
    offices = Offices()
    early = min(len(VILLAGES), files * 4 // 5, files - len(_DISTRICTS))
    for year, count in ((2020, early), (2021, files - early)):
        for number, group in enumerate(_share_out(dice, count), start=1):
            plan = _draw_plan(dice, year, group, number)
            offices.plans |= {(year, village): plan for village in group}
    return offices


def _share_out(dice: Dice, count: int) -> list[list[Village]]:
    """`count` groups of neighbouring villages, none across districts."""
    if not len(_DISTRICTS) <= count <= len(VILLAGES):
        message = f"each year needs {len(_DISTRICTS)} to {len(VILLAGES)} lists, not {count}"
        raise ValueError(message)
    groups = [[village] for village in VILLAGES]
    while len(groups) > count:
        place = dice.below(len(groups) - 1)
        if groups[place][0].district == groups[place + 1][0].district:
            groups[place : place + 2] = [groups[place] + groups[place + 1]]
    return groups


def _draw_plan(dice: Dice, year: int, group: list[Village], number: int) -> ListPlan:
    kind = dice.of(_KINDS)
    first = group[0]
    is_single = len(group) == 1
    is_split = not is_single and kind not in _ONE_SHEET and dice.chance(0.3)
    layout = draw_layout(dice, year, has_places=not is_single and not is_split)
    place = first.name if is_single else f"KEC {first.district.upper()}"
    name = dice.pick(_NAMES).format(place)
    return ListPlan(
        path=f"BPUM {year}/Kec {first.district}/{name} {number:03d}.{_ENDINGS[kind]}",
        kind=kind,
        layout=layout,
        hand=draw_hand(dice, layout),
        sheet="{village}" if is_split else dice.pick(("Sheet1", "Sheet1", "DATA", place)),
        nik_loss=_nik_loss(dice, kind),
    )


def _nik_loss(dice: Dice, kind: str) -> tuple[tuple[str, float], ...]:
    """One workbook in twenty ruined by Excel, one CSV in five partly in scientific notation."""
    if kind in {"csv", "csv_utf8"}:
        return (("nik_scientific", 0.15),) if dice.chance(0.2) else ()
    return _RUINED if kind != "html" and dice.chance(0.05) else ()
