"""owner_cards: an owner as a person sees it who may split, join or correct it. Plain data, as in `verdicts`."""

from collections.abc import Mapping
from dataclasses import dataclass

from umkm_cli.findings.verdicts import Cell, HouseMember, OwnerStory, RowTold


@dataclass(frozen=True, slots=True)
class GoldenValue:
    """A value of a golden record.

    Attributes:
        column: Of the golden record.
        value: What stands there, numbers hidden; None for nothing.
        row: The row it was taken from, by its place in `OwnerCard.rows` from 1; None where a person set it right.
        correction: The entry of the log by which a person did; empty where nobody did.
    """

    column: str
    value: Cell | None
    row: int | None
    correction: str = ""


@dataclass(frozen=True, slots=True)
class OwnerCard:
    """An owner as a person sees it who may split, join or correct it.

    Attributes:
        story: Its rows, what holds them together, what they differ in, who came near.
        facts: Column -> what stands in each row, in the order of `story.rows`; columns empty in all are left out.
        golden: The golden record, column by column; what nobody knows and nobody set is left out.
        household: Who else lives there.
    """

    story: OwnerStory
    facts: Mapping[str, tuple[Cell | None, ...]]
    golden: tuple[GoldenValue, ...]
    household: tuple[HouseMember, ...]

    @property
    def rows(self) -> tuple[RowTold, ...]:
        """Its rows."""
        return self.story.rows
