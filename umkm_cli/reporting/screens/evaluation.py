"""How right the owners are, on one screen: rates with intervals, hard cases, thresholds, calibration."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from umkm_cli.findings.verdicts import Bin, Evaluation
from umkm_cli.messages import say
from umkm_cli.reporting import evaluation_tables as tables
from umkm_cli.reporting.evaluation_tables import Section
from umkm_cli.reporting.screens.layout import Cell, add, table_of, text
from umkm_cli.reporting.screens.span import Span


def render_evaluation(found: Evaluation, language: str) -> RenderableType:
    """Rates over pairs and rows, and what stands behind them."""
    spans = [_span(one) for one in found.calibration if one.pairs]
    return Group(
        *_section(tables.rates(found, language), language),
        *(text(line) for line in tables.sums(found, language)),
        *(_section(tables.cases(found, language), language) if found.cases else ()),
        *_section(tables.thresholds(found, language), language),
        *_section(tables.calibration(found, language), language, spans),
        *([text(say("evaluation.legend", language), "dim")] if spans else []),
        text(tables.calibration_error(found, language)),
        text("\n" + say("evaluation.intervals", language), "dim"),
    )


def _section(section: Section, language: str, drawn: Sequence[Cell] = ()) -> Iterator[RenderableType]:
    """Title, note and table, with one more cell `drawn` into each row; no table without rows."""
    yield text(f"\n{section.title}", "bold")
    if section.note:
        yield text(section.note, "dim")
    if not section.rows:
        return
    table = table_of(dict.fromkeys(section.columns), left=section.columns[:1], language=language)
    if drawn:
        table.add_column()
    for number, row in enumerate(section.rows):
        add(table, *row, *drawn[number : number + 1])
    yield table


def _span(one: Bin) -> RenderableType:
    low, high = (0.0 if end is None else end for end in (one.true.low, one.true.high))
    return Span(said=one.said or 0.0, found=one.true.value or 0.0, low=low, high=high)
