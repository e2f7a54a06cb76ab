"""differences: where two texts differ, letter by letter, so that an eye that looks for it finds it at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein, Opcode

_ALIKE = 0.4
"""Similarity below which two texts have nothing in common that is worth showing."""

_INSIDE, _LONG = 0.7, 5
"""Share of the letters of the shorter text that are in the longer one, and letters it needs for that to count."""

_RUN = 3
"""Letters that have to be equal in a row, between two differences, to be told apart from them."""

_HIDDEN = re.compile(r"\d+[*#?]+")
"""A number as `mask_apart` shows it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text.

    Attributes:
        text: The piece; never empty.
        differs: Whether the other text has something else here, or nothing.
    """

    text: str
    differs: bool


def differences(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Cut two texts into pieces that agree and pieces that differ, by turns; the pieces add up to the texts.

    Upper and lower case do not differ. A letter or two between differences belong to them, or words with nothing
    in common would look like riddles; a digit or a blank stands for itself. Of two hidden numbers, the digits
    that `mask_apart` says differ are marked; all of them where they are not of one length.

    >>> differences("SITI AMINAH", "Siti Aminnah")[1]
    (Span(text='Siti Amin', differs=False), Span(text='n', differs=True), Span(text='ah', differs=False))
    """
    if _HIDDEN.fullmatch(left) and _HIDDEN.fullmatch(right):
        return _of_hidden(left, right)
    one, other = ([letter.casefold() for letter in text] for text in (left, right))
    codes = list(Levenshtein.opcodes(one, other))
    if not _is_alike(codes, *sorted((len(left), len(right)))):
        return _whole(left), _whole(right)
    told = [code.tag != "equal" or (code not in (codes[0], codes[-1]) and _is_lost(left, code)) for code in codes]
    both = list(zip(codes, told, strict=True))
    return (
        _joined(Span(left[code.src_start : code.src_end], differs) for code, differs in both),
        _joined(Span(right[code.dest_start : code.dest_end], differs) for code, differs in both),
    )


def _of_hidden(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    if len(left) != len(right):
        return _whole(left), _whole(right)
    told = [one != other or one == "#" for one, other in zip(left, right, strict=True)]
    one, other = (_joined(map(Span, text, told)) for text in (left, right))
    return one, other


def _is_alike(codes: Sequence[Opcode], short: int, long: int) -> bool:
    """Are the letters in common worth showing?"""
    common = sum(code.src_end - code.src_start for code in codes if code.tag == "equal")
    changed = sum(max(code.src_end - code.src_start, code.dest_end - code.dest_start) for code in codes) - common
    return changed <= (1 - _ALIKE) * long or (short >= _LONG and common >= _INSIDE * short)


def _whole(text: str) -> tuple[Span, ...]:
    return (Span(text, differs=True),) if text else ()


def _is_lost(text: str, code: Opcode) -> bool:
    """Is this piece that agrees too short to be told apart from the differences on both sides of it?"""
    piece = text[code.src_start : code.src_end]
    return len(piece) < _RUN and piece.isalpha()


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same text in as few pieces as can be."""
    joined: list[Span] = []
    for span in spans:
        if span.text and joined and joined[-1].differs == span.differs:
            joined[-1] = Span(joined[-1].text + span.text, span.differs)
        elif span.text:
            joined.append(span)
    return tuple(joined)
