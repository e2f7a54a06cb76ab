"""What is produced, by whom: tables with bars, tables with shades, and the age pyramid."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from umkm_cli.findings.coverage import Coverage
from umkm_cli.knowledge.statuses import PRODUCING
from umkm_cli.reporting.labels import (
    age_label,
    district_label,
    gender_label,
    product_label,
    rule_label,
    sector_label,
    size_label,
    status_label,
)
from umkm_cli.reporting.page.cells import Cell, Counts, Grid, Pen, counts_of, named, part_of, top_of
from umkm_cli.reporting.page.colours import STEPS

TOP = 12
"""Product categories shown at once; the others stand in a table that is folded away."""

ACROSS = 9
"""Columns of a table by kecamatan; what has fewer owners is left to the workbook."""

_MEASURES = {"owners": "listed", "recorded": "recorded", "producing": "producing"}
"""What is counted of each category, from the widest to the narrowest, and the colour of its bar."""

Label = Callable[[Counts, str], str]


def products(coverage: Coverage, pen: Pen) -> tuple[Grid, Grid | None]:
    """The largest categories, and all of them where there are more."""
    rows = counts_of(coverage, "product")
    known, unknown = [row for row in rows if row["product"] is not None], rows[-1:]
    every = _counted("products-all", pen.say("page.products_all"), rows, (product_label, "product"), pen)
    if len(known) <= TOP:
        return _counted("products", pen.say("report.products"), rows, (product_label, "product"), pen), None
    title = pen.say("report.products_top", count=TOP)
    top = _counted("products", title, [*known[:TOP], *unknown], (product_label, "product"), pen)
    return top, every


def sizes(coverage: Coverage, pen: Pen) -> Grid:
    """By size class of PP 7/2021."""
    rows = [row for row in counts_of(coverage, "size") if row["owners"] != 0]
    return _counted("sizes", pen.say("page.sizes"), rows, (_size, "size", "rule"), pen)


def _size(row: Counts, language: str) -> str:
    """The class, and what tells it."""
    rule = rule_label(row, language)
    return f"{size_label(row, language)} ({rule})" if rule else size_label(row, language)


def _counted(name: str, caption: str, rows: Sequence[Counts], by: tuple[Label, *tuple[str, ...]], pen: Pen) -> Grid:
    """Owners, recorded and producing, as bars within each other and as numbers."""
    label, *keys = by
    top = top_of([row["owners"] for row in rows])
    lines = tuple(
        (
            pen.words(label(row, pen.language)),
            pen.bar(top, *((colour, row[measure]) for measure, colour in _MEASURES.items())),
            *(pen.number(row[measure], named(measure, **{key: row[key] for key in keys})) for measure in _MEASURES),
        )
        for row in rows
    )
    bars = tuple((colour, pen.say(f"column.{measure}")) for measure, colour in _MEASURES.items())
    return Grid(name, caption, pen.titles(keys[0], "", *_MEASURES), lines, bars=bars)


def statuses(coverage: Coverage, pen: Pen) -> Grid:
    """By status of the BPS register; only what occurs."""
    rows = [row for row in counts_of(coverage, "status") if row["owners"] != 0]
    top = top_of([row["owners"] for row in rows])
    lines = tuple(
        (
            pen.words(status_label(row, pen.language)),
            pen.bar(top, ("producing" if row["production_status"] in PRODUCING else "listed", row["owners"])),
            pen.number(row["owners"], named("recorded", production_status=row["production_status"])),
            pen.share(row["share"]),
        )
        for row in rows
    )
    bars = (("producing", pen.say("column.producing")), ("listed", pen.say("page.not_producing")))
    return Grid(
        "statuses", pen.say("report.statuses"), pen.titles("production_status", "", "owners", "share"), lines, bars=bars
    )


def by_district(coverage: Coverage, key: str, pen: Pen) -> Grid | None:
    """Product or sector by kecamatan: counts on a ground the darker, the larger their share of the kecamatan.

    Counted are those who still produce, or all owners as long as nobody is known to.
    """
    rows = counts_of(coverage, f"{key}_district")
    measure = "producing" if any(row["producing"] for row in rows) else "owners"
    weight: dict[object, int] = {}
    for row in rows:
        weight[row[key]] = weight.get(row[key], 0) + (row[measure] or 0)
    heads = sorted((value for value in weight if value is not None), key=lambda value: (-weight[value], str(value)))[
        :ACROSS
    ]
    if not heads:
        return None
    label: Label = product_label if key == "product" else sector_label
    titles = (pen.say("column.district"), *(label({key: value}, pen.language) for value in heads))
    lines: dict[str, dict[object, Counts]] = {}
    for row in rows:
        lines.setdefault(district_label(row, pen.language), {})[row[key]] = row
    cells = tuple(
        (pen.words(name), *_shades(found, [{key: value} for value in heads], measure, pen))
        for name, found in lines.items()
    )
    caption = pen.say(f"page.{key}_district", measure=pen.say(f"column.{measure}"))
    return Grid(f"{key}-district", caption, titles, cells)


def _shades(found: dict[object, Counts], heads: Sequence[Counts], measure: str, pen: Pen) -> list[Cell]:
    whole = sum(row[measure] or 0 for row in found.values())
    code = next(iter(found.values()))["district_code"]
    cells = []
    for group in heads:
        (value,) = group.values()
        count = found[value][measure] if value in found else 0
        share = part_of(count or 0, whole) / 100
        # A third of the kecamatan is as dark as it gets: with nine columns, more is rare.
        cells.append(pen.shaded(pen.number(count, named(measure, code, **group)), share * 3, STEPS))
    return cells


@dataclass(frozen=True, slots=True)
class Side:
    """Bars of one side of the pyramid: length in [0..100] and number, by age."""

    title: str
    bars: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Owners by age, men to the left, women to the right."""

    ages: tuple[str, ...]
    men: Side
    women: Side
    table: Grid


def pyramid(coverage: Coverage, pen: Pen) -> Pyramid | None:
    """The pyramid, from the oldest down; None when nobody's sex and age are known."""
    rows = counts_of(coverage, "people")
    bands = list(dict.fromkeys(row["age_band"] for row in rows if row["age_band"] is not None))[::-1]
    found = {(row["gender"], row["age_band"]): row for row in rows}
    top = top_of([row["owners"] for (gender, band), row in found.items() if gender and band])
    if not top:
        return None

    def side(gender: str) -> Side:
        counts = [found.get((gender, band), {"owners": 0})["owners"] for band in bands]
        bars = tuple((part_of(count or 0, top), pen.number(count).text) for count in counts)
        return Side(gender_label({"gender": gender}, pen.language), bars)

    ages = tuple(age_label({"age_band": band}, pen.language) for band in bands)
    return Pyramid(ages, side("L"), side("P"), _people(found, [*bands[::-1], None], pen))


def _people(found: dict[tuple[object, object], Counts], bands: Sequence[object], pen: Pen) -> Grid:
    genders = ("L", "P", None)
    titles = (pen.say("column.age_band"), *(gender_label({"gender": gender}, pen.language) for gender in genders))
    lines = tuple(
        (
            pen.words(age_label({"age_band": band}, pen.language)),
            *(
                pen.number(
                    found.get((gender, band), {"owners": 0})["owners"], named("owners", gender=gender, age_band=band)
                )
                for gender in genders
            ),
        )
        for band in bands
    )
    return Grid("people", pen.say("page.people"), titles, lines)
