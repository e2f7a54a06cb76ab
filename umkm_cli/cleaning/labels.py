"""Titles of columns -> what each column is, before its values are looked at."""

import re
from dataclasses import dataclass, replace

from umkm_cli.knowledge.headers import Guess, fold_header, guess_field

BUSINESS_WORDS = frozenset({"USAHA", "UMKM", "PERUSAHAAN"})
OWNER_WORDS = frozenset({"PEMILIK", "PELAKU", "PENERIMA", "PENGUSAHA", "PEMOHON", "PRIBADI", "KTP"})
UNDER_BUSINESS = {"name": "business_name", "address": "business_address"}
"""What a title means that stands under a group title about the business: `DATA USAHA` over `NAMA`."""

PARTS_OF_ADDRESS = frozenset({"rt", "rw", "rt_rw", "hamlet", "village", "district"})
"""Fields whose titles mean the same under any group title."""

SECOND_CHOICE = {"address": "business_address"}
"""What a plain title means beside a surer one: `Alamat` beside `Alamat Pemilik (Sesuai KTP)`."""


_SEX = re.compile(r"^(?:JENIS KELAMIN|KELAMIN|JK|GENDER|SEX) (?=.)")
_SEXES = {
    **dict.fromkeys(("L", "LK", "LAKI", "LAKI LAKI", "PRIA"), "L"),
    **dict.fromkeys(("P", "PR", "PEREMPUAN", "WANITA"), "P"),
}


@dataclass(frozen=True, slots=True)
class Understood:
    """One column and what it was taken for.

    Attributes:
        header: Its title, the rows of the header joined.
        field: A key of `schema.FIELDS`, or None.
        confidence: In [0..1]; 0 when the column was not understood.
        how: `synonym`, `fuzzy`, `values`, `map` (the analyst's word) or `none`.
        is_known: The title is known, but nothing is done with the column (SIUP, a second address).
        is_doubted: The values proved the title wrong.
    """

    header: str
    field: str | None = None
    confidence: float = 0.0
    how: str = "none"
    is_known: bool = False
    is_doubted: bool = False

    def is_left(self) -> bool:
        """The column is not understood: its values may still tell."""
        return self.field is None and not self.is_known

    def by_values(self, field: str, confidence: float) -> "Understood":
        """The column, taken for `field` because of its values."""
        return replace(self, field=field, confidence=round(confidence, 2), how="values")

    def decided(self, field: str) -> "Understood":
        """The column as the analyst says: a field, or empty for a column that nothing is done with."""
        return Understood(self.header, field or None, 1.0, "map", is_known=not field)

    def dropped(self) -> "Understood":
        """The column, its title not believed."""
        return Understood(self.header, is_doubted=True)


Label = tuple[str, ...]
"""The texts of a column's header from top to bottom, group titles included, without blanks and repeats."""


def read_labels(labels: list[Label]) -> list[Understood]:
    """What each column is by its title; every field is given to one column at most.

    Of several candidates the surest wins, then the leftmost.
    """
    columns = [_understand(label, guess_label(label)) for label in labels]
    taken: dict[str, int] = {}
    order = sorted(range(len(columns)), key=lambda position: (-columns[position].confidence, position))
    for position in order:
        field = columns[position].field
        if field is not None and field in taken:
            second = SECOND_CHOICE.get(field)
            is_plain = labels[position] and fold_header(labels[position][-1]) == "ALAMAT"
            field = second if second and is_plain and second not in taken else None
            columns[position] = (
                replace(columns[position], field=field, confidence=0.6)
                if field
                else replace(columns[position].dropped(), is_known=True)
            )
        if field is not None:
            taken[field] = position
    return columns


def guess_label(label: Label) -> Guess | None:
    """What a title of one or more rows stands for.

    `RT/RW` below `ALAMAT` is what it says. Else the rows read as one text count most (`NAMA` over `PEMILIK`, `LAHIR`
    over `TEMPAT`), or the lowest two of three, then the lowest row, its sense turned by the group title above, then the
    top row alone.
    """
    if not label:
        return None
    whole = guess_field(" ".join(label))
    if len(label) == 1:
        return whole
    lowest = guess_field(label[-1])
    plain = _plainly_said(label, whole, lowest)
    if plain is not None:
        return plain
    if lowest is not None:
        return _turn(lowest, label[:-1])
    top = whole or guess_field(label[0])
    return replace(top, confidence=round(top.confidence * 0.8, 2), how="fuzzy") if top else None


def _plainly_said(label: Label, whole: Guess | None, lowest: Guess | None) -> Guess | None:
    """The guess of those rows that together are a known spelling."""
    if lowest and lowest.how == "synonym" and lowest.field in PARTS_OF_ADDRESS:
        return lowest
    if whole and whole.how == "synonym":
        return whole
    joined = (" ".join(reversed(label)), *(" ".join(label[at:]) for at in range(1, len(label) - 1)))
    guesses = map(guess_field, joined)
    return next((guess for guess in guesses if guess and guess.how == "synonym" and guess.field is not None), None)


def sex_of_title(header: str) -> str | None:
    """`L` or `P` for the title of a column in which that sex is ticked.

    >>> sex_of_title("Jenis Kelamin L"), sex_of_title("PEREMPUAN"), sex_of_title("L/P")
    ('L', 'P', None)
    """
    return _SEXES.get(_SEX.sub("", fold_header(header)))


def _turn(guess: Guess, groups: Label) -> Guess:
    """The guess under its group titles."""
    words = set(fold_header(" ".join(groups)).split())
    if not words & BUSINESS_WORDS or words & OWNER_WORDS:
        return guess
    field = UNDER_BUSINESS.get(guess.field or "", guess.field)
    return replace(guess, field=field, confidence=round(guess.confidence * 0.9, 2))


def _understand(label: Label, guess: Guess | None) -> Understood:
    header = " ".join(" ".join(label).split())
    if guess is None:
        return Understood(header)
    if guess.field is None:
        return Understood(header, is_known=True)
    return Understood(header, guess.field, guess.confidence, guess.how)
