"""How right the owners are by the answers to a sample, on one screen."""

from collections.abc import Iterator

from rich.console import Group, RenderableType

from umkm_cli.findings.sample_verdicts import SampleEvaluation, StratumTold
from umkm_cli.findings.verdicts import Rates
from umkm_cli.messages import percent, say, show
from umkm_cli.reporting.evaluation_tables import ranged
from umkm_cli.reporting.screens.layout import add, heading, table_of, text


def render_sample(found: SampleEvaluation, language: str) -> RenderableType:
    """Rates with intervals, what they rest on, and the answers by stratum."""
    return Group(
        heading("by_sample.title", language),
        _rates(found, language),
        *(text(line) for line in _sums(found, language)),
        heading("by_sample.strata", language),
        _strata(found, language),
        text("\n" + say("by_sample.intervals", language), "dim"),
        text(say("by_sample.alone", language), "dim"),
        text(say("by_sample.covers", language), "dim"),
    )


def _rates(found: SampleEvaluation, language: str) -> RenderableType:
    table = table_of(dict.fromkeys(("", "estimated", "answers_alone")), left=[""], language=language)
    for name, alone in zip(("precision", "recall", "f1"), (*found.weighted, None), strict=True):
        rate = ranged(getattr(found.rates, name), language)
        add(table, say(f"evaluation.{name}", language), rate, percent(alone, language))
    return table


def _sums(found: SampleEvaluation, language: str) -> Iterator[str]:
    yield say("by_sample.drawn", language, drawn=found.drawn, pairs=found.pairs, joined=found.joined)
    counts = {name: getattr(found, name) for name in ("answered", "unsure", "torn", "unasked")}
    yield say("by_sample.answers", language, **counts)
    if found.worst and found.best:
        yield say("by_sample.open", language, worst=_told(found.worst, language), best=_told(found.best, language))
    if found.unasked:
        yield say("by_sample.unasked", language)
    yield say("by_sample.errors", language, errors=ranged(found.errors, language))
    if found.doubled:
        yield say("by_sample.doubled", language, doubled=found.doubled, disagreed=found.disagreed)


def _told(rates: Rates, language: str) -> str:
    shares = (percent(rate.value, language) for rate in (rates.precision, rates.recall))
    return say("by_sample.both", language, **dict(zip(("precision", "recall"), shares, strict=True)))


def _strata(found: SampleEvaluation, language: str) -> RenderableType:
    columns = ("stratum", "threshold", "pairs", "drawn", "answered", "said_same", "true_share")
    table = table_of(dict.fromkeys(columns), left=["stratum"], language=language)
    for one in found.strata:
        counts = (show(count, language) for count in (one.pairs, one.drawn, one.answered, one.same))
        add(table, _outcome(one, language), probability(one.low, language), *counts, ranged(one.true, language))
    return table


def _outcome(one: StratumTold, language: str) -> str:
    return say("by_sample.joined" if one.is_joined else "by_sample.apart", language)


def probability(share: float, language: str) -> str:
    """A probability that may be very small, `0.001 %`."""
    if not 0 < share < 0.001:
        return percent(share, language)
    told = f"{share * 100:.6f}".rstrip("0")
    return (told.replace(".", ",") if language == "id" else told) + " %"
