"""What an evaluation says, as tables of words that a screen and a page show alike."""

from collections.abc import Sequence
from typing import NamedTuple

from umkm_cli.findings.verdicts import Evaluation, Rate
from umkm_cli.messages import percent, say, show


class Section(NamedTuple):
    """One table.

    Attributes:
        title: Above it.
        note: What to know to read it; may be empty.
        columns: Keys under `column.`; the first column holds words, the others figures.
        rows: Cells as shown.
    """

    title: str
    note: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def rates(found: Evaluation, language: str) -> Section:
    """Precision, recall and F1, over pairs of rows and over rows."""
    rows = []
    for name in ("precision", "recall", "f1"):
        pairwise, bcubed = getattr(found.pairwise, name), getattr(found.bcubed, name)
        rows.append((say(f"evaluation.{name}", language), ranged(pairwise, language), ranged(bcubed, language)))
    return Section(say("evaluation.title", language), "", ("", "pairwise", "bcubed"), rows)


def sums(found: Evaluation, language: str) -> list[str]:
    """The counts behind the rates, in sentences."""
    facts = {**found.facts(), "false_pairs": found.found_pairs - found.right_pairs}
    return [say(f"evaluation.{key}", language, **facts) for key in ("pairs", "owners", "rows")]


def cases(found: Evaluation, language: str) -> Section:
    """One row for each case."""
    rows = [
        (
            case.case,
            *(show(count, language) for count in (case.records, case.true_pairs, case.right_pairs)),
            ranged(case.recall, language),
            show(case.false_pairs, language),
        )
        for case in found.cases
    ]
    columns = ("case", "records", "true_pairs", "right_pairs", "recall", "false_pairs")
    return Section(say("evaluation.by_case", language), say("evaluation.case_note", language), columns, rows)


def thresholds(found: Evaluation, language: str) -> Section:
    """One row for each threshold."""
    rows = [
        (
            percent(one.threshold, language),
            show(one.pairs, language),
            ranged(one.precision, language),
            ranged(one.recall, language),
        )
        for one in found.thresholds
    ]
    columns = ("threshold", "pairs", "precision", "recall")
    return Section(say("evaluation.by_threshold", language), say("evaluation.threshold_note", language), columns, rows)


def calibration(found: Evaluation, language: str) -> Section:
    """One row for each range of probabilities that has pairs."""
    rows = [
        (
            percent(one.low, language),
            show(one.pairs, language),
            percent(one.said, language),
            ranged(one.true, language),
        )
        for one in found.calibration
        if one.pairs
    ]
    note = say("evaluation.calibration_note" if rows else "evaluation.no_pairs", language)
    return Section(say("evaluation.calibration", language), note, ("threshold", "pairs", "said", "true"), rows)


def calibration_error(found: Evaluation, language: str) -> str:
    """How far off the probabilities are, in a sentence; empty without pairs."""
    error = found.calibration_error
    return "" if error is None else say("evaluation.calibration_error", language, error=percent(error, language))


def ranged(rate: Rate, language: str) -> str:
    """A share with its interval: `97.5 % (97.2–97.8)`."""
    value = percent(rate.value, language)
    if rate.low is None or rate.high is None:
        return value
    low, high = (percent(end, language).removesuffix(" %") for end in (rate.low, rate.high))
    return say("evaluation.range", language, value=value, low=low, high=high)
