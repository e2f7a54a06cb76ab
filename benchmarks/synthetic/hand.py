"""The hand: how one office writes a fact into a cell. It changes no fact, only its form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from benchmarks.synthetic.addresses import address, rt_rw
from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.entries import Cell, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """The habits of whoever filled a file.

    Attributes:
        case: upper, title or mixed.
        nik: text, number, apostrophe, typographic, spaced.
        phone: plain, number, plus62, dashed, dotted.
        rt: Which form of RT and RW, see `addresses`.
        street: Which form of address, see `addresses`.
        sex: letter or word.
        day: date (a date cell), slashes, words.
        slips: Share of cells written in some other form.
        rt_apart: RT and RW have columns of their own.
    """

    case: str = "upper"
    nik: str = "text"
    phone: str = "plain"
    rt: int = 0
    street: int = 0
    sex: str = "letter"
    day: str = "slashes"
    slips: float = 0.08
    rt_apart: bool = False


_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_NOTHING = Bag((None, "-", "0", "tidak ada"), (80, 12, 4, 4))


def name_cell(entry: Entry, hand: Hand, dice: Dice) -> Cell:
    """Titles and name, in the office's case."""
    before, after = entry.titles
    text = f"{before} {entry.name}".strip()
    case = hand.case if hand.case != "mixed" else dice.pick(("upper", "title", "title", "lower"))
    text = text.upper() if case == "upper" else text.title() if case == "title" else text.lower()
    if dice.chance(hand.slips / 4):
        text = f" {text} " if dice.chance(0.5) else text.replace(" ", "  ", 1)
    return f"{text}{dice.pick((', ', ' ', ','))}{after}" if after else text


def nik_cell(entry: Entry, hand: Hand, dice: Dice) -> Cell:
    """The NIK as text, number or with whatever keeps Excel from eating it."""
    if not entry.nik:
        return dice.of(_NOTHING)
    if entry.is_cut:
        return int(entry.nik)
    return entry.nik if "E" in entry.nik else digits_cell(entry.nik, hand.nik)


def digits_cell(digits: str, form: str) -> Cell:
    """Sixteen digits in one of the forms offices use."""
    return int(digits) if form == "number" else _DIGIT_FORMS[form](digits)


_DIGIT_FORMS: dict[str, Callable[[str], str]] = {
    "text": lambda digits: digits,
    "apostrophe": lambda digits: f"'{digits}",
    "typographic": lambda digits: f"‘{digits}",
    "spaced": lambda digits: f"{digits[:6]} {digits[6:12]} {digits[12:]}",
}


def kk_cell(entry: Entry, hand: Hand, _dice: Dice) -> Cell:
    """The family card number, in the same form as the NIK."""
    return digits_cell(entry.no_kk, hand.nik)


def phone_cell(entry: Entry, hand: Hand, dice: Dice) -> Cell:
    """The phone; now and then with a second number, or in another form than the rest."""
    if not entry.phone:
        return dice.of(_NOTHING)
    form = dice.pick(("plain", "number", "plus62", "dashed")) if dice.chance(hand.slips) else hand.phone
    if form == "number":
        return int(entry.phone)
    text = _PHONE_FORMS[form](entry.phone)
    return f"{text} / 08{dice.pick('12357')}{dice.digits(9)}" if dice.chance(hand.slips / 6) else text


_PHONE_FORMS: dict[str, Callable[[str], str]] = {
    "plain": lambda digits: digits,
    "plus62": lambda digits: f"+62{digits[1:]}",
    "dashed": lambda digits: f"{digits[:4]}-{digits[4:8]}-{digits[8:]}",
    "dotted": lambda digits: f"{digits[:4]}.{digits[4:8]}.{digits[8:]}",
}


def sex_cell(entry: Entry, hand: Hand, dice: Dice) -> Cell:
    """L or P, or the word."""
    if hand.sex == "letter":
        return entry.owner.sex
    return dice.pick(("Laki-laki", "Laki-Laki", "LAKI-LAKI")) if entry.owner.sex == "L" else "Perempuan"


def birth_cell(entry: Entry, hand: Hand, _dice: Dice) -> Cell:
    """The date of birth."""
    return day_cell(entry.birth, hand.day)


def day_cell(day: date, form: str) -> Cell:
    """A day as date cell or as one of two texts."""
    if form == "date":
        return day
    return f"{day:%d/%m/%Y}" if form == "slashes" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def place_and_birth_cell(entry: Entry, hand: Hand, _dice: Dice) -> Cell:
    """Place and date of birth in one cell, `BATANG, 05-03-1971`."""
    place = entry.owner.birth_place
    return f"{place if hand.case == 'upper' else place.title()}, {entry.birth:%d-%m-%Y}"


def address_cell(entry: Entry, hand: Hand, dice: Dice) -> Cell:
    """The address as far as the other columns do not already say it."""
    form = dice.below(5) if dice.chance(hand.slips) else hand.street
    rt = (
        ""
        if hand.rt_apart or not entry.has_rt
        else rt_rw(hand.rt if not dice.chance(hand.slips) else dice.below(8), entry)
    )
    text = address(form, entry, rt)
    return (text.upper() if hand.case == "upper" else text) or None


def account_cell(_entry: Entry, _hand: Hand, dice: Dice) -> Cell:
    """A bank account; no list needs it, some have it. It begins with 0000, which no bank gives."""
    return f"0000-01-{dice.digits(6)}-53-{dice.below(10)}"


FIELDS: dict[str, Callable[[Entry, Hand, Dice], Cell]] = {
    "name": name_cell,
    "nik": nik_cell,
    "no_kk": kk_cell,
    "phone": phone_cell,
    "sex": sex_cell,
    "birth_place": lambda entry, _hand, _dice: entry.owner.birth_place,
    "birth": birth_cell,
    "place_and_birth": place_and_birth_cell,
    "address": address_cell,
    "hamlet": lambda entry, _hand, _dice: entry.home.hamlet or None,
    "rt": lambda entry, _hand, _dice: entry.home.rt if entry.has_rt else None,
    "rw": lambda entry, _hand, _dice: entry.home.rw if entry.has_rt else None,
    "rt_rw": lambda entry, hand, _dice: rt_rw(hand.rt, entry) if entry.has_rt else None,
    "village": lambda entry, hand, _dice: cased(entry.home.village.name, hand) if entry.has_village else None,
    "district": lambda entry, hand, _dice: cased(entry.home.village.district, hand),
    "line": lambda entry, _hand, _dice: entry.line,
    "product": lambda entry, _hand, _dice: entry.product,
    "line_and_product": lambda entry, _hand, _dice: f"{entry.line} {entry.product}",
    "sign": lambda entry, _hand, _dice: entry.sign or None,
    "account": account_cell,
}
"""How each field becomes a cell; a field not named here is looked up in the entry's extras."""


def cased(text: str, hand: Hand) -> str:
    """A place name as this hand writes it."""
    return text.upper() if hand.case == "upper" else text
