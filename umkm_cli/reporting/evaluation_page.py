"""How right the owners are, as one web page that needs no other file and runs nothing."""

from collections.abc import Iterator
from html import escape

from umkm_cli.findings.verdicts import Bin, Evaluation
from umkm_cli.messages import percent, safe, say, show
from umkm_cli.reporting import evaluation_tables as tables
from umkm_cli.reporting.evaluation_tables import Section

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2b2a; --quiet: #5f6f6d; --line: #b9c4c3; --accent: #1f5c57; --paper: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4efee; --quiet: #9fb0ae; --line: #4b5a58; --accent: #6cc5bb; --paper: #14201f; }
}
body { margin: 2rem auto; max-width: 50rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
p.note { color: var(--quiet); }
table { border-collapse: collapse; } th, td { padding: .2rem .8rem .2rem 0; text-align: right; }
th { border-bottom: 1px solid var(--line); } th:first-child, td:first-child { text-align: left; }
td { font-variant-numeric: tabular-nums; }
div.wide { overflow-x: auto; }
svg { max-width: 100%; height: auto; }
svg text { fill: var(--quiet); font: 12px system-ui, sans-serif; }
.frame { stroke: var(--line); fill: none; } .even { stroke: var(--quiet); stroke-dasharray: 4 4; }
.span { stroke: var(--accent); stroke-width: 2; } .found { fill: var(--accent); }
"""

_SIDE, _LEFT, _TOP, _BELOW = 360, 60, 15, 50
"""Of the drawing: the square of the scales, and the room around it."""


def evaluation_page(found: Evaluation, language: str, *, labels: str, workspace: str) -> bytes:
    """The page, in UTF-8. `labels` and `workspace` name what was compared."""
    title = say("evaluation.title", language)
    made_of = say("evaluation.made_of", language, labels=labels, workspace=workspace)
    body = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="note">{_text(made_of)}</p>',
        *_table(tables.rates(found, language), language),
        *(f"<p>{_text(line)}</p>" for line in tables.sums(found, language)),
        *_section(tables.calibration(found, language), language, drawing=_chart(found.calibration, language)),
        f"<p>{_text(tables.calibration_error(found, language))}</p>",
        *(_section(tables.cases(found, language), language) if found.cases else ()),
        *_section(tables.thresholds(found, language), language),
        f'<p class="note">{_text(say("evaluation.intervals", language))}</p>',
    ]
    head = f'<meta charset="utf-8"><title>{_text(title)}</title><style>{_STYLE}</style>'
    lines = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>{head}</head>\n<body>\n{lines}\n</body>\n</html>\n'.encode()
    )


def _text(content: str) -> str:
    return escape(safe(content))


def _section(section: Section, language: str, *, drawing: str = "") -> Iterator[str]:
    yield f"<h2>{_text(section.title)}</h2>"
    yield f'<p class="note">{_text(section.note)}</p>'
    yield drawing
    yield from _table(section, language)


def _table(section: Section, language: str) -> Iterator[str]:
    if section.rows:
        titles = (say(f"column.{key}", language) if key else "" for key in section.columns)
        yield '<div class="wide"><table>'
        yield f"<tr>{''.join(f'<th>{_text(title)}</th>' for title in titles)}</tr>"
        yield from (f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in section.rows)
        yield "</table></div>"


def _chart(bins: tuple[Bin, ...], language: str) -> str:
    """What was said against what is true: right where a point lies on the dashed line."""
    title = _text(say("evaluation.chart", language))
    bottom, right = _TOP + _SIDE, _LEFT + _SIDE
    marks = "".join(_point(one, language) for one in bins if one.pairs)
    return (
        f'<svg viewBox="0 0 {right + 20} {bottom + _BELOW}" width="{right + 20}" role="img" aria-label="{title}">'
        f"<title>{title}</title>"
        f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}"/>'
        f'<line class="even" x1="{_LEFT}" y1="{bottom}" x2="{right}" y2="{_TOP}"/>'
        f"{''.join(_ticks(language))}{marks}"
        f'<text x="{_LEFT + _SIDE / 2}" y="{bottom + 42}" text-anchor="middle">'
        f"{_text(say('evaluation.axis_said', language))}</text>"
        f'<text transform="translate(14 {_TOP + _SIDE / 2}) rotate(-90)" text-anchor="middle">'
        f"{_text(say('evaluation.axis_true', language))}</text></svg>"
    )


def _ticks(language: str) -> Iterator[str]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        told = _text(percent(share, language).replace(",0", "").replace(".0", ""))
        yield f'<text x="{_across(share):.1f}" y="{_TOP + _SIDE + 18}" text-anchor="middle">{told}</text>'
        yield f'<text x="{_LEFT - 8}" y="{_up(share) + 4:.1f}" text-anchor="end">{told}</text>'


def _point(one: Bin, language: str) -> str:
    """A point with its interval; its size tells of how many pairs, its title the figures."""
    said, true, low, high = (share or 0.0 for share in (one.said, one.true.value, one.true.low, one.true.high))
    told = f"{percent(said, language)} → {tables.ranged(one.true, language)}, {show(one.pairs, language)}"
    radius = min(3 + len(str(one.pairs)), 8)
    x = f"{_across(said):.1f}"
    return (
        f'<line class="span" x1="{x}" y1="{_up(low):.1f}" x2="{x}" y2="{_up(high):.1f}"/>'
        f'<circle class="found" cx="{x}" cy="{_up(true):.1f}" r="{radius}"><title>{_text(told)}</title></circle>'
    )


def _across(share: float) -> float:
    return _LEFT + share * _SIDE


def _up(share: float) -> float:
    return _TOP + (1 - share) * _SIDE
