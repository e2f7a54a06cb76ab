"""The report as one web page: no other file, nothing from the network, and nothing to run but sorting and searching."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from umkm_cli import __version__
from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import safe
from umkm_cli.outlines import Outlines
from umkm_cli.reporting.labels import step_counts
from umkm_cli.reporting.page import breakdown, head, places, progress, quality
from umkm_cli.reporting.page.cells import Pen, counts_of
from umkm_cli.reporting.page.colours import DARK, LIGHT, STEPS, variables
from umkm_cli.reporting.page.map import draw_map
from umkm_cli.reporting.summary import doubt_lines, quality_lines

_SECTIONS = (
    ("summary", "page.summary"),
    ("funnel-section", "report.funnel"),
    ("progress", "page.progress"),
    ("places", "report.districts"),
    ("products-section", "report.products"),
    ("people-section", "page.people_section"),
    ("quality-section", "report.quality"),
    ("notes", "page.notes"),
    ("villages-section", "report.villages"),
)
"""Id and title of each section, in the order of the page."""


def page(coverage: Coverage, language: str, *, shapes: Outlines | None = None) -> bytes:
    """The page, in UTF-8; the same counts give the same bytes.

    Args:
        coverage: What was counted.
        language: Of words, numbers and dates.
        shapes: Outlines for the map; without any, a map of tiles where the kecamatan have a known place.
    """
    pen = Pen(language, coverage.is_public)
    style, script = _style(), _text("page.js")
    environment = Environment(
        loader=PackageLoader("umkm_cli.reporting.page"), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
    return (
        environment.get_template("page.html")
        .render(
            language=language, say=pen.say, version=__version__, light=LIGHT, style=style, script=script,
            policy=_policy(style, script), is_public=coverage.is_public,
            contents=[(name, pen.say(key)) for name, key in _SECTIONS],
            titles={name: pen.say(key) for name, key in _SECTIONS},
            **_counted(coverage, pen, shapes),
        )
        .encode()
    )  # fmt: skip


def _counted(coverage: Coverage, pen: Pen, shapes: Outlines | None) -> dict[str, object]:
    """What the counts put into the page."""
    recorded = step_counts(coverage.tables)["recorded"]
    products, all_products = breakdown.products(coverage, pen)
    return {
        "head": head.head(coverage, recorded, pen),
        "doubts": doubt_lines(coverage, pen.language),
        "funnel": head.funnel(coverage, pen),
        "plot": progress.plot(coverage, recorded or 0, pen),
        "target": f"{pen.say('column.target_share')} {pen.show(coverage.target)}",
        "waves": quality.waves(coverage, pen),
        "ends": places.ends(coverage, pen),
        "map": draw_map(coverage, shapes, pen),
        "shades": [_shade(n) for n in range(STEPS)],
        "districts": places.districts(coverage, pen),
        "district_details": places.district_details(coverage, pen),
        "district_names": [safe(row["district"]) for row in counts_of(coverage, "district") if row["district"]],
        "gaps": places.gaps(coverage, pen),
        "villages": places.villages(coverage, pen),
        "products": products,
        "all_products": all_products,
        "product_district": breakdown.by_district(coverage, "product", pen),
        "sector_district": breakdown.by_district(coverage, "sector", pen),
        "pyramid": breakdown.pyramid(coverage, pen),
        "sizes": breakdown.sizes(coverage, pen),
        "statuses": breakdown.statuses(coverage, pen),
        "quality": quality.by_district(coverage, pen),
        "quality_told": "".join(f"{line}. " for line in quality_lines(coverage, pen.language)),
        "files": quality.by_sheet(coverage, pen),
        "duplicates": quality.duplicates(coverage, pen),
        "estimates": quality.estimates(coverage, pen),
        "notes": tuple(_notes(coverage, pen)),
    }


def _shade(step: int) -> str:
    """The shares a shade of the map stands for."""
    low, high = (100 * n // STEPS for n in (step, step + 1))
    return f"{low}–{high} %" if step < STEPS - 1 else f"≥ {low} %"


def _notes(coverage: Coverage, pen: Pen) -> Iterator[tuple[str, str]]:
    """What the words mean, and what the counts were made of."""
    for column in ("owners", "recorded", "producing", "target_share", "pace", "surplus", "size"):
        yield pen.say(f"column.{column}"), pen.say(f"page.meaning_{column}")
    rows = step_counts(coverage.tables)["records"]
    yield pen.say("page.made_of"), pen.say("page.made_of_told", rows=rows, version=__version__)
    if not coverage.is_public:
        yield pen.say("page.trace"), pen.say("page.trace_told")


def _style() -> Markup:
    """The style sheet, with the colours by day and by night; paper is always white."""
    classes = "".join(
        f".{name}{{fill:var(--{name})}}.s-{name}{{stroke:var(--{name})}}" for name in LIGHT if not name.startswith("on")
    )
    grounds = "".join(
        f".on{n}{{fill:var(--on{n})}}td.shade{n}{{background:var(--shade{n});color:var(--on{n})}}" for n in range(STEPS)
    )
    day, night = variables(LIGHT), variables(DARK)
    colours = f":root{{{day}color-scheme:light dark}}@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}"
    return Markup(colours + classes + grounds + _text("page.css"))  # noqa: S704 - our own style sheet


def _text(name: str) -> Markup:
    """A file of ours that goes into the page as it stands."""
    return Markup(resources.files(__name__).joinpath("templates", name).read_text("utf-8"))  # noqa: S704 - our own file


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded or run but this style and this script."""
    styled, scripted = (f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (style, script))
    return f"default-src 'none'; style-src {styled}; script-src {scripted}; base-uri 'none'; form-action 'none'"
