"""How good the rows are, where repeated ones come from, how the survey went month by month, and how sure it all is."""

from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import show
from umkm_cli.reporting.labels import district_label, duplicate_label, figure_label
from umkm_cli.reporting.page.cells import Cell, Counts, Figure, Grid, Pen, counts_of, named, top_of

_RATES = ("nik_ok", "village_known", "phone_known")
_KINDS = (("same_sheet", "shade1"), ("same_file", "shade2"), ("other_file", "shade3"), ("other_year", "again"))
"""Kinds of repeated rows, and the colour of each."""


def waves(coverage: Coverage, pen: Pen) -> Grid | None:
    """The survey by month; None without a survey."""
    rows = counts_of(coverage, "wave")
    if not rows:
        return None
    top = top_of([row["rows"] for row in rows])
    names = ("rows", "first", "again", "corrected")
    lines = tuple(
        (
            _month(row, pen),
            pen.stack(top, ("recorded", row["first"]), ("again", row["again"])),
            *(pen.number(row[name], _first_visits(row) if name == "first" else "") for name in names),
        )
        for row in rows
    )
    bars = (("recorded", pen.say("column.first")), ("again", pen.say("column.again")))
    titles = (*pen.titles("month", ""), pen.say("page.survey_rows"), *pen.titles("first", "again", "corrected"))
    return Grid("waves", pen.say("page.waves"), titles, lines, bars=bars)


def _first_visits(row: Counts) -> Figure:
    """Owners first visited in the month."""
    return named("recorded", month=row["month"] and row["month"].isoformat()[:7])


def _month(row: Counts, pen: Pen) -> Cell:
    if row["month"] is None:
        return Cell(pen.say("report.undated"), is_number=False)
    return Cell(show(row["month"], pen.language).split(" ", 1)[1], row["month"].isoformat(), is_number=False)


def by_district(coverage: Coverage, pen: Pen) -> Grid:
    """How good the rows are that name a kecamatan."""
    rows = [row for row in counts_of(coverage, "quality_district") if row["records"] != 0]
    lines = tuple(
        (
            pen.words(district_label(row, pen.language)),
            pen.number(row["records"]),
            *(cell for name in _RATES for cell in (pen.share(row[name]), pen.bar(1, ("recorded", row[name])))),
            pen.number(row["repeated"]),
        )
        for row in rows
    )
    titles = pen.titles("district", "records", "nik_ok", "", "village_known", "", "phone_known", "", "repeated")
    return Grid("quality", pen.say("page.quality_district"), titles, lines)


def by_sheet(coverage: Coverage, pen: Pen) -> Grid:
    """How good the rows of each file are."""
    lines = tuple(
        (
            pen.words(row["source_file"] or ""),
            pen.words(row["source_sheet"] or ""),
            pen.number(row["records"]),
            pen.number(row["rejected"]),
            *(pen.share(row[name]) for name in _RATES),
            pen.number(row["repeated"]),
        )
        for row in counts_of(coverage, "quality")
    )
    names = ("source_file", "source_sheet", "records", "rejected", *_RATES, "repeated")
    return Grid("files", pen.say("page.quality_files", count=len(lines)), pen.titles(*names), lines)


def duplicates(coverage: Coverage, pen: Pen) -> Grid:
    """Where rows too many come from, by kecamatan of the owner."""
    found: dict[str, dict[str, int | None]] = {}
    for row in counts_of(coverage, "duplicate"):
        found.setdefault(district_label(row, pen.language), {})[row["kind"]] = row["rows"]
    top = top_of([sum(count or 0 for count in kinds.values()) for kinds in found.values()])
    lines = tuple(
        (
            pen.words(name),
            pen.stack(top, *((colour, kinds.get(kind, 0)) for kind, colour in _KINDS)),
            *(pen.number(kinds.get(kind, 0)) for kind, _ in _KINDS),
        )
        for name, kinds in found.items()
    )
    words = {kind: duplicate_label({"kind": kind}, pen.language) for kind, _ in _KINDS}
    titles = (*pen.titles("district", ""), *words.values())
    bars = tuple((colour, words[kind]) for kind, colour in _KINDS)
    return Grid("duplicates", pen.say("page.duplicates"), titles, lines, bars=bars)


def estimates(coverage: Coverage, pen: Pen) -> Grid | None:
    """How sure the counts are; None when nothing was estimated."""
    rows = counts_of(coverage, "estimate")
    if not rows:
        return None
    lines = tuple(
        (
            pen.words(figure_label(row, pen.language)),
            *(Cell("–") if row[name] is None else pen.number(row[name]) for name in ("value", "low", "high")),
        )
        for row in rows
    )
    return Grid("estimates", pen.say("page.estimates"), pen.titles("figure", "best", "low", "high"), lines)
