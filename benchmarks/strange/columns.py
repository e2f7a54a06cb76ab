"""Columns: the ways a fact is written into a cell, and what the cell still tells of it."""

from collections.abc import Callable
from datetime import date

from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.people import Person

Cell = str | int | float | date | None
Told = dict[str, str]
Write = Callable[[Person, Dice], tuple[Cell, Told]]

_ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
_LOCAL_SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
_ROMAN = ["0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_FIRST_DAY_OF_EXCEL = date(1899, 12, 30)


def _born(form: Callable[[date], Cell]) -> Write:
    return lambda person, _: (form(person.birth), {"birth_date": person.birth.isoformat()})


def _nik(form: Callable[[str], Cell]) -> Write:
    return lambda person, _: (form(person.nik), {"nik": person.nik})


def _nik_number(person: Person, _: Dice) -> tuple[Cell, Told]:
    """A number cell keeps fifteen digits, so a 0 at its end is any digit."""
    return int(person.nik), {"nik": f"{person.nik[:15]}?" if person.nik.endswith("0") else person.nik}


def _nik_cut(person: Person, _: Dice) -> tuple[Cell, Told]:
    return int(person.nik[:15] + "0"), {"nik": f"{person.nik[:15]}?"}


def _nik_scientific(person: Person, _: Dice) -> tuple[Cell, Told]:
    """What a cell too narrow shows and a CSV keeps: six digits, the last one rounded."""
    shown = round(int(person.nik) / 10**10)
    below, above = str(shown * 10 - 5), str(shown * 10 + 4)
    sure = next(place for place in range(7) if place == 6 or below[place] != above[place])
    return f"{str(shown)[0]},{str(shown)[1:]}E+15", {"nik": below[:sure].ljust(16, "?")}


def _nik_letters(person: Person, _: Dice) -> tuple[Cell, Told]:
    return person.nik[:6] + person.nik[6:].replace("0", "O").replace("1", "l"), {"nik": person.nik}


def _nik_masked(person: Person, _: Dice) -> tuple[Cell, Told]:
    return f"{person.nik[:6]}******{person.nik[12:]}", {"nik": f"{person.nik[:6]}??????{person.nik[12:]}"}


def _phone(form: Callable[[str], Cell]) -> Write:
    return lambda person, _: (form(person.phone), {"phone": f"+62{person.phone[1:]}"})


def _landline(_: Person, dice: Dice) -> tuple[Cell, Told]:
    number = f"39{dice.pick('12')}{dice.digits(3)}"
    return f"(0285) {number}", {"phone": f"+62285{number}"}


def _phone_any(person: Person, dice: Dice) -> tuple[Cell, Told]:
    """Somebody else's hand in every row."""
    return WRITE[dice.pick(_PHONES)](person, dice)


_PHONES = (
    "phone", "phone", "phone.number", "phone.spaced", "phone.plus", "phone.two", "phone.word", "phone.no_zero",
    "phone.none", "phone.letter", "phone.landline",
)  # fmt: skip


def _place(form: Callable[[Person], Cell], *says: str) -> Write:
    """A cell that tells some of `village`, `rt` and `rw`."""

    def write(person: Person, _: Dice) -> tuple[Cell, Told]:
        home = person.home
        facts = {"village_code": home.village.code, "rt": str(home.rt), "rw": str(home.rw)}
        return form(person), {name: facts[name] for name in says}

    return write


def _rt_rw_date(person: Person, _: Dice) -> tuple[Cell, Told]:
    """`01/02` typed into an Indonesian Excel is the first of February; `03/13` is no date and stays."""
    rt, rw = person.home.rt, person.home.rw
    return date(2021, rw, rt) if rw <= 12 else f"{rt:02d}/{rw:02d}", {"rt": str(rt), "rw": str(rw)}


def _rt_rw_day(person: Person, _: Dice) -> tuple[Cell, Told]:
    """The same, saved as CSV."""
    rt, rw = person.home.rt, person.home.rw
    shown = f"{rt:02d}-{_LOCAL_SHORT[rw - 1]}" if rw <= 12 else f"{rt:02d}/{rw:02d}"
    return shown, {"rt": str(rt), "rw": str(rw)}


def _where(person: Person) -> str:
    return person.home.street or f"Dk. {person.home.hamlet}"


def _whole_address(person: Person) -> str:
    home = person.home
    kind = "Kel." if home.village.is_town else "Ds."
    name, district = home.village.name, home.village.district
    return (
        f"{_where(person)} RT.{home.rt:03d}/{home.rw:03d}, {kind} {name}, Kec. {district}, Kab. Batang 512{home.rt:02d}"
    )


def _slip(text: str, dice: Dice) -> str:
    """A letter lost or doubled inside a word that is long enough to bear it."""
    place = dice.between(2, len(text) - 3)
    return text[:place] + text[place + 1 :] if dice.chance(0.5) else text[:place] + text[place] + text[place:]


def _shortened(name: str) -> str:
    """`Proyonanggan Tengah` as `PROYONANGGAN TGH`; a name of one word as it is."""
    short = {"Tengah": "TGH", "Utara": "UTR", "Selatan": "SLT", "Lor": "LOR", "Barat": "BRT", "Timur": "TMR"}
    return " ".join(short.get(word, word.upper()) for word in name.split())


def _village_slip(person: Person, dice: Dice) -> tuple[Cell, Told]:
    return _slip(person.home.village.name, dice).upper(), {"village_code": person.home.village.code}


def _sex(man: Cell, woman: Cell) -> Write:
    return lambda person, _: (man if person.sex == "L" else woman, {"gender": person.sex})


def _tick(sex: str, mark: str) -> Write:
    return lambda person, _: (mark if person.sex == sex else None, {"gender": person.sex})


def _plain(form: Callable[[Person], Cell]) -> Write:
    return lambda person, _: (form(person), {})


def _shop(person: Person, dice: Dice) -> tuple[Cell, Told]:
    return person.business.sign or f"{dice.pick(('Toko', 'Warung', 'UD'))} {person.name.split()[0].title()}", {}


WRITE: dict[str, Write] = {
    "name": _plain(lambda person: person.name),
    "name.title": _plain(lambda person: person.name.title()),
    "name.titles": _plain(lambda person: " ".join(filter(None, (person.titles[0], person.name, person.titles[1])))),
    "nik": _nik(str),
    "nik.number": _nik_number,
    "nik.cut": _nik_cut,
    "nik.scientific": _nik_scientific,
    "nik.letters": _nik_letters,
    "nik.masked": _nik_masked,
    "nik.fours": _nik(lambda digits: " ".join(digits[place : place + 4] for place in range(0, 16, 4))),
    "nik.dots": _nik(lambda digits: f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:12]}.{digits[12:]}"),
    "nik.dashes": _nik(lambda digits: f"{digits[:6]}-{digits[6:12]}-{digits[12:]}"),
    "nik.named": _nik(lambda digits: f"NIK. {digits}"),
    "nik.tick": _nik(lambda digits: f"`{digits}"),
    "nik.decimal": _nik(lambda digits: f"{digits},00"),
    "nik.blanks": _nik(lambda digits: f"\u00a0{digits}\u200b "),
    "nik.formula": _nik(lambda digits: f'="{digits}"'),
    "nik.float": _nik(lambda digits: f"{digits}.0"),
    "nik.kin": lambda person, _: (person.kin.nik, {}),
    "kk": _plain(lambda person: person.no_kk),
    "kk.number": _plain(lambda person: int(person.no_kk)),
    "phone": _phone(str),
    "phone.number": _phone(int),
    "phone.no_zero": _phone(lambda digits: digits[1:]),
    "phone.spaced": _phone(lambda digits: f"{digits[:4]} {digits[4:8]} {digits[8:]}"),
    "phone.plus": _phone(lambda digits: f"+62 {digits[1:4]}-{digits[4:8]}-{digits[8:]}"),
    "phone.62": _phone(lambda digits: int(f"62{digits[1:]}")),
    "phone.two": lambda person, dice: (
        f"{person.phone}/{dice.pick(('0857', '0895'))}{dice.digits(8)}",
        {"phone": f"+62{person.phone[1:]}"},
    ),
    "phone.word": _phone(lambda digits: f"WA: {digits}"),
    "phone.letter": _phone(lambda digits: f"O{digits[1:]}"),
    "phone.float": _phone(lambda digits: f"{digits[1:]}.0"),
    "phone.landline": _landline,
    "phone.none": lambda _, dice: (dice.pick(("-", "tdk ada", "0", "belum punya", None)), {}),
    "phone.lost": lambda person, _: (f"{person.phone[1]},{person.phone[2:7]}E+10", {}),
    "phone.any": _phone_any,
    "village": _place(lambda person: person.home.village.name.upper(), "village_code"),
    "village.named": _place(
        lambda person: f"{'Kel.' if person.home.village.is_town else 'Ds.'} {person.home.village.name}", "village_code"
    ),
    "village.joined": _place(lambda person: person.home.village.name.replace(" ", "").upper(), "village_code"),
    "village.code": _place(lambda person: person.home.village.code, "village_code"),
    "village.digits": _place(lambda person: int(person.home.village.code.replace(".", "")), "village_code"),
    "village.slip": _village_slip,
    "village.short": _place(lambda person: _shortened(person.home.village.name), "village_code"),
    "village.in_district": _place(
        lambda person: f"Ds. {person.home.village.name} Kec. {person.home.village.district}", "village_code"
    ),
    "village.and_district": _place(
        lambda person: f"{person.home.village.name} - {person.home.village.district}", "village_code"
    ),
    "district": _plain(lambda person: person.home.village.district.upper()),
    "district.named": _plain(lambda person: f"Kec. {person.home.village.district}"),
    "rt": _place(lambda person: person.home.rt, "rt"),
    "rw": _place(lambda person: person.home.rw, "rw"),
    "rt.text": _place(lambda person: f"{person.home.rt:03d}", "rt"),
    "rw.text": _place(lambda person: f"{person.home.rw:03d}", "rw"),
    "rt.named": _place(lambda person: f"RT.{person.home.rt:02d}", "rt"),
    "rw.named": _place(lambda person: f"RW.{person.home.rw:02d}", "rw"),
    "rt_rw": _place(lambda person: f"{person.home.rt:03d}/{person.home.rw:03d}", "rt", "rw"),
    "rw_rt": _place(lambda person: f"{person.home.rw:02d}/{person.home.rt:02d}", "rt", "rw"),
    "rt.float": _place(lambda person: f"{person.home.rt}.0", "rt"),
    "rw.float": _place(lambda person: f"{person.home.rw}.0", "rw"),
    "rt_rw.roman": _place(lambda person: f"{person.home.rt} / {_ROMAN[person.home.rw]}", "rt", "rw"),
    "rt_rw.dash": _place(lambda person: f"{person.home.rt}-{person.home.rw}", "rt", "rw"),
    "rt_rw.date": _rt_rw_date,
    "rt_rw.day": _rt_rw_day,
    "hamlet": _plain(lambda person: person.home.hamlet or None),
    "street": _plain(_where),
    "address": _place(lambda person: f"{_where(person)} RT {person.home.rt:02d} RW {person.home.rw:02d}", "rt", "rw"),
    "address.glued": _place(lambda person: f"{_where(person)} RT{person.home.rt}/RW{person.home.rw}", "rt", "rw"),
    "address.comma": _place(lambda person: f"RT.{person.home.rt},RW.{person.home.rw} {_where(person)}", "rt", "rw"),
    "address.roman": _place(
        lambda person: f"{_where(person)} Rt. {_ROMAN[person.home.rt]} Rw. {_ROMAN[person.home.rw]}", "rt", "rw"
    ),
    "address.no_rw": _place(lambda person: f"{_where(person)} Rt.{person.home.rt:02d} Rw.-", "rt"),
    "address.whole": _place(_whole_address, "village_code", "rt", "rw"),
    "address.lines": _place(
        lambda person: f"{_where(person)}\nRT {person.home.rt} RW {person.home.rw}\nDesa {person.home.village.name}",
        "village_code",
        "rt",
        "rw",
    ),
    "address.elsewhere": lambda _, dice: (f"Pasar Batang Blok {dice.pick('ABCD')} No {dice.between(1, 60)}", {}),
    "address.village": _place(lambda person: f"Desa {person.home.village.name}", "village_code"),
    "sex": _sex("L", "P"),
    "sex.lkpr": _sex("Lk", "Pr"),
    "sex.pria": _sex("Pria", "Wanita"),
    "sex.word": _sex("laki-laki", "perempuan"),
    "sex.laki2": _sex("Laki2", "Perempuan"),
    "sex.code": _sex(1, 2),
    "sex.mf": _sex("M", "F"),
    "sex.l": _tick("L", "v"),
    "sex.p": _tick("P", "v"),
    "sex.one_l": _tick("L", "√"),
    "sex.one_p": _tick("P", "√"),
    "born": _born(lambda day: day),
    "born.slashes": _born(lambda day: f"{day:%d/%m/%Y}"),
    "born.iso": _born(date.isoformat),
    "born.english": _born(lambda day: f"{day.day} {_ENGLISH[day.month - 1]} {day.year}"),
    "born.american": _born(lambda day: f"{_ENGLISH[day.month - 1]} {day.day}, {day.year}"),
    "born.short": _born(lambda day: f"{day.day:02d}-{_ENGLISH[day.month - 1][:3]}-{day.year % 100:02d}"),
    "born.local": _born(lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}"),
    "born.local_short": _born(lambda day: f"{day.day:02d}-{_LOCAL_SHORT[day.month - 1].upper()}-{day.year}"),
    "born.serial": _born(lambda day: (day - _FIRST_DAY_OF_EXCEL).days),
    "born.digits": _born(lambda day: f"{day:%d%m%Y}"),
    "born.two_digits": _born(lambda day: f"{day:%d/%m/%y}"),
    "born.midnight": _born(lambda day: f"{day:%Y-%m-%d} 00:00:00"),
    "born.backwards": _born(lambda day: f"{day:%Y/%m/%d}"),
    "born.dots": _born(lambda day: f"{day.day}.{day.month}.{day.year}"),
    "born.day": _born(lambda day: day.day),
    "born.month": _born(lambda day: day.month),
    "born.year": _born(lambda day: day.year),
    "born.place": lambda person, _: (
        f"{person.birth_place.title()} / {person.birth:%d-%m-%Y}",
        {"birth_date": person.birth.isoformat()},
    ),
    "born.place_words": lambda person, _: (
        f"{person.birth_place}, {person.birth.day} {MONTHS[person.birth.month - 1]} {person.birth.year}",
        {"birth_date": person.birth.isoformat()},
    ),
    "birth_place": _plain(lambda person: person.birth_place.title()),
    "age": lambda person, _: (2020 - person.birth.year, {}),
    "business": _plain(lambda person: person.business.line),
    "product": _plain(lambda person: person.business.product),
    "shop": _shop,
    "turnover": lambda _, dice: (dice.pick((500_000, 1_500_000, "2.000.000", "3 jt", None)), {}),
    "capital": lambda _, dice: (dice.pick((1_000_000, "5.000.000,-", "Rp 750.000", None)), {}),
    "workers": lambda _, dice: (dice.between(1, 4), {}),
    "nib": lambda _, dice: (f"9120{dice.digits(9)}" if dice.chance(0.3) else None, {}),
    "account": lambda _, dice: (f"0000-01-{dice.digits(6)}-53-{dice.below(10)}", {}),
    "photo": lambda _, dice: (f"https://contoh.id/foto?id={dice.digits(8)}", {}),
    "note": lambda _, dice: (dice.pick((None, None, "berkas lengkap", "KTP menyusul", "dobel?")), {}),
    "email": _plain(lambda person: f"{person.name.split()[0].lower()}{person.birth:%y}@contoh.id"),
    "job": lambda _, dice: (dice.pick(("Wiraswasta", "Pedagang", "IRT", "Buruh")), {}),
}
"""Each way to write a column."""
