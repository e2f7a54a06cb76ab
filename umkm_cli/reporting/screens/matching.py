"""What `umkm dedupe` found, in a few lines."""

from collections.abc import Mapping

from rich.console import Group, RenderableType

from umkm_cli.messages import say, show
from umkm_cli.reporting.screens.bar import Bar
from umkm_cli.reporting.screens.layout import grid, text

LINES = (
    "records",
    "owners",
    "repeated_owners",
    "largest_owner",
    "households",
    "household_owners",
    "pairs_compared",
    "pairs_matched",
    "pairs_review",
    "pairs_cut",
    "merges_refused",
    "in_doubt",
    "decided",
    "contradicted",
    "decided_gone",
)
"""The facts that are shown, in order; each has its sentence under `matching.`."""

_ALWAYS = ("records", "owners", "repeated_owners", "largest_owner", "pairs_compared", "pairs_matched", "pairs_review")


def render_dedupe(facts: Mapping[str, int | float], language: str) -> RenderableType:
    """From rows to owners: how many pairs were compared, joined, or left for a person.

    Args:
        facts: Counts by the names of `LINES`; a name that is missing is left out, as is anything that is no line.
        language: Of the words and numbers.
    """
    shown = [name for name in LINES if name in facts and (facts[name] or name in _ALWAYS)]
    most = max(facts.get("records", 0), 1)
    return Group(
        text(say("matching.title", language), "bold"),
        grid(
            (
                say(f"matching.{name}", language),
                show(facts[name], language),
                Bar(facts[name] / most, width=20) if name in ("records", "owners") else "",
            )
            for name in shown
        ),
    )
