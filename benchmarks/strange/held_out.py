"""Held out: odd lists nobody looked at while the reader was made. When one is, it belongs to the others."""

from collections.abc import Callable

from benchmarks.strange.columns import MONTHS, WRITE, Cell, Told, Write
from benchmarks.strange.crowd import Crowd
from benchmarks.strange.page import Book, Columns, Page
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.people import Person

_DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


def _tells(form: Callable[[Person], Cell], *says: str) -> Write:
    """A cell that tells some of what is known of a person."""

    def write(person: Person, _: Dice) -> tuple[Cell, Told]:
        home = person.home
        facts = {
            "village_code": home.village.code,
            "rt": str(home.rt),
            "rw": str(home.rw),
            "nik": person.nik,
            "phone": f"+62{person.phone[1:]}",
            "gender": person.sex,
            "birth_date": person.birth.isoformat(),
        }
        return form(person), {name: facts[name] for name in says}

    return write


def _sex_misspelt(person: Person, dice: Dice) -> tuple[Cell, Told]:
    men, women = ("laki laki", "Laki - Laki", "LK", "lelaki"), ("prempuan", "Permpuan", "PR", "wanita")
    return dice.pick(men if person.sex == "L" else women), {"gender": person.sex}


_MORE: dict[str, Write] = {
    "name.numbered": lambda person, dice: (f"{dice.between(1, 99)}. {person.name}", {}),
    "nik.and_kk": _tells(lambda person: f"{person.nik} / {person.no_kk}", "nik"),
    "nik.labelled": _tells(lambda person: f"NIK: {person.nik}, KK: {person.no_kk}", "nik"),
    "nik.wrapped": _tells(lambda person: f"{person.nik[:10]}\n{person.nik[10:]}", "nik"),
    "phone.owned": _tells(lambda person: f"{person.phone} a.n. {person.kin.name.title()}", "phone"),
    "phone.child": _tells(lambda person: f"{person.phone} (anak)", "phone"),
    "sex.misspelt": _sex_misspelt,
    "born.with_age": _tells(
        lambda person: f"{person.birth.day} {MONTHS[person.birth.month - 1]} {person.birth.year} "
        f"({2020 - person.birth.year} th)",
        "birth_date",
    ),
    "born.weekday": _tells(
        lambda person: f"{_DAYS[person.birth.weekday()]}, {person.birth.day} {MONTHS[person.birth.month - 1]} "
        f"{person.birth.year}",
        "birth_date",
    ),
    "born.no_comma": _tells(lambda person: f"{person.birth_place.title()} {person.birth:%d-%m-%Y}", "birth_date"),
    "born.glued": _tells(lambda person: f"{person.birth_place},{person.birth:%d%m%Y}", "birth_date"),
    "address.bare": _tells(
        lambda person: f"Ds. {person.home.village.name} {person.home.rt:02d}/{person.home.rw:02d}",
        "village_code", "rt", "rw"
    ),
    "address.behind": _tells(
        lambda person: f"{person.home.rt:03d}/{person.home.rw:03d} Dk {person.home.hamlet} {person.home.village.name}",
        "village_code", "rt", "rw",
    ),
    "village.and_rt": _tells(
        lambda person: f"{person.home.village.name} RT {person.home.rt:02d}/{person.home.rw:02d}",
        "village_code", "rt", "rw"
    ),
    "account.bri": lambda _, dice: (f"5889010{dice.digits(5)}530", {}),
    "card": lambda _, dice: (f"6013{dice.digits(12)}", {}),
    "status": lambda _, dice: (dice.pick(("CAIR", "BLOKIR", "CAIR", "GAGAL")), {}),
    "branch": lambda _, dice: (f"KCP {dice.pick(('Subah', 'Limpung', 'Bandar'))}", {}),
}  # fmt: skip
_WRITERS = {**WRITE, **_MORE}
_START: Columns = (("No", "number"), ("Nama", "name"))

SHAPES: dict[str, Columns] = {
    "nik_and_kk": (*_START, ("NIK / No KK", "nik.and_kk"), ("Alamat", "address"), ("HP", "phone.owned")),
    "nik_labelled": (*_START, ("Identitas", "nik.labelled"), ("Alamat", "address"), ("HP", "phone.child")),
    "nik_wrapped": (*_START, ("NIK", "nik.wrapped"), ("L/P", "sex.misspelt"), ("Alamat", "address.bare")),
    "born_with_age": (*_START, ("TTL", "born.no_comma"), ("NIK", "nik"), ("Alamat", "address.behind"), ("HP", "phone")),
    "born_weekday": (*_START, ("Lahir", "born.weekday"), ("Jenis Kelamin", "sex.misspelt"), ("RT", "rt_rw"),
                     ("HP", "phone")),
    "born_glued": (*_START, ("Tempat Tgl Lahir", "born.glued"), ("No KTP", "nik.dots"), ("Alamat", "address")),
    "aged": (*_START, ("Tgl Lahir/Umur", "born.with_age"), ("NIK", "nik"), ("Desa/RT", "village.and_rt"),
             ("HP", "phone")),
    "numbers_glued": (("NAMA", "name.numbered"), ("NIK", "nik"), ("ALAMAT", "address"), ("HP", "phone.spaced")),
    "paid_out": (("No", "number"), ("No SK", "status"), ("NIK", "nik"), ("Nama Penerima", "name"), ("Bank", "branch"),
                 ("No Rekening", "account.bri"), ("No Kartu", "card"), ("Nominal", "turnover"), ("Status", "status"),
                 ("Desa", "village"), ("Kecamatan", "district"), ("No HP", "phone")),
}  # fmt: skip


def _page(name: str = "Sheet1") -> Page:
    return Page(name, writers=_WRITERS)


def _title(crowd: Crowd, name: str) -> str:
    village = crowd.village(name)
    return f"DATA PENERIMA BPUM DESA {village.name.upper()} KECAMATAN {village.district.upper()}"


def _plain(crowd: Crowd, dice: Dice, path: str, kind: str, shape: str, name: str) -> Book:
    page = _page()
    page.line(_title(crowd, name))
    page.header(SHAPES[shape])
    page.owners(SHAPES[shape], crowd.take(9, name), dice, {"village_code": crowd.village(name).code})
    return Book(path, kind, [page])


def sheet_for_each_neighbourhood(crowd: Crowd, dice: Dice, path: str, name: str) -> Book:
    """RT and RW stand in the names of the sheets."""
    columns: Columns = (*_START, ("NIK", "nik"), ("Usaha", "product"), ("HP", "phone"))
    pages = []
    for rt in (1, 2, 3):
        page = _page(f"RT 0{rt} RW 01")
        page.line(_title(crowd, name))
        page.header(columns)
        told = {"village_code": crowd.village(name).code, "rt": str(rt), "rw": "1"}
        page.owners(columns, crowd.take(4, name), dice, told)
        pages.append(page)
    return Book(path, "xlsx", pages)


def with_an_example(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Below the header one row tells what to type and one shows how."""
    columns: Columns = (*_START, ("NIK", "nik"), ("Alamat", "address"), ("HP", "phone"))
    page = _page()
    page.line(_title(crowd, name))
    page.header(columns)
    page.line("angka", "sesuai KTP", "16 digit", "dukuh, RT, RW", "aktif WA")
    page.line("cth", "BUDI CONTOH", "3325010101800000", "Dk. Contoh RT 01 RW 01", "08123456789")
    page.owners(columns, crowd.take(9, name), dice, {"village_code": crowd.village(name).code})
    return Book(path, kind, [page])


def letterhead(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Only the letterhead says where."""
    columns: Columns = (*_START, ("NIK", "nik"), ("Alamat", "address"), ("HP", "phone"), ("TTD", "note"))
    village = crowd.village(name)
    page = _page("Sheet2")
    page.title("PEMERINTAH KABUPATEN BATANG")
    page.title(f"KECAMATAN {village.district.upper()}")
    page.title(f"PEMERINTAH DESA {name.upper()}")
    page.title(f"Alamat : Jl. Raya {name} No. 5 Kode Pos 51200")
    page.line()
    page.header(columns)
    page.line(*(f"({letter})" for letter in "abcdef"))
    page.owners(columns, crowd.take(9, name), dice, {"village_code": village.code})
    return Book(path, kind, [page])


def two_columns_each(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Pasted out of a document: every cell is merged over two columns."""
    columns: Columns = (*_START, ("NIK", "nik"), ("ALAMAT", "address"), ("NO HP", "phone"))
    page = _page()
    page.line(_title(crowd, name))
    page.line()
    page.line(*(cell for title, _ in columns for cell in (title, None)))
    for number, person in enumerate(crowd.take(9, name), start=1):
        row = page.owner(columns, person, number, dice, {"village_code": crowd.village(name).code})
        cells = [page.cells.pop((row, column), None) for column in range(len(columns))]
        for column, cell in enumerate(cells):
            page.put(row, 2 * column, cell)
    page.merges += [(row, 2 * column, row, 2 * column + 1) for row in range(3, page.row + 1) for column in range(5)]
    return Book(path, kind, [page])


def two_villages_in_the_title(crowd: Crowd, dice: Dice, path: str, kind: str, names: tuple[str, str]) -> Book:
    """The title names two; the column, with `sda` for "as above", says which."""
    columns: Columns = (*_START, ("NIK", "nik"), ("DESA", "village"), ("RT/RW", "rt_rw"), ("HP", "phone"))
    page = _page()
    page.line(f"DAFTAR UMKM DESA {names[0].upper()} DAN {names[1].upper()}")
    page.header(columns)
    number = 0
    for name in names:
        for place, person in enumerate(crowd.take(6, name)):
            number += 1
            row = page.owner(columns, person, number, dice)
            if place:
                page.put(row, 3, "sda")
    return Book(path, kind, [page])


def wards_and_hamlets(crowd: Crowd, dice: Dice, path: str, kind: str, name: str) -> Book:
    """Rows across the table name the RW, below them the hamlet; the RT has a column."""
    columns: Columns = (*_START, ("NIK", "nik"), ("RT", "rt.named"), ("HP", "phone"))
    page = _page()
    page.line(_title(crowd, name))
    page.header(columns)
    for rw, hamlet in ((1, "KRAJAN"), (2, "SIDOREJO"), (3, "KAUMAN")):
        page.line(f"RW {rw:02d}")
        page.line(f"DUKUH {hamlet}")
        page.owners(columns, crowd.take(4, name), dice, {"village_code": crowd.village(name).code, "rw": str(rw)})
    return Book(path, kind, [page])


def held_out_books(crowd: Crowd, dice: Dice) -> list[Book]:
    """All of them."""
    plain = (
        ("Kec Subah/gabung nik kk.xlsx", "xlsx", "nik_and_kk", "Clapar"),
        ("Kec Subah/identitas.csv", "csv", "nik_labelled", "Jatisari"),
        ("Kec Subah/web.xls", "html", "nik_wrapped", "Kuripan"),
        ("Kec Limpung/umur.xlsx", "xlsx", "born_with_age", "Tembok"),
        ("Kec Limpung/hari.ods", "ods", "born_weekday", "Sempu"),
        ("Kec Limpung/rapat.csv", "csv_comma", "born_glued", "Babadan"),
        ("Kec Tulis/tahun.xls", "xls", "aged", "Beji"),
        ("Kec Tulis/nomor.xlsx", "xlsx", "numbers_glued", "Posong"),
        ("Kec Bandar/SK penerima.xlsx", "xlsx", "paid_out", "Candi"),
        ("Kec Bandar/SK penerima.csv", "csv_pipe", "paid_out", "Wonomerto"),
    )
    return [
        *(_plain(crowd, dice, *what) for what in plain),
        sheet_for_each_neighbourhood(crowd, dice, "Kec Bandar/tumbrep.xlsx", "Tumbrep"),
        with_an_example(crowd, dice, "Kec Reban/template pacet.xlsx", "xlsx", "Pacet"),
        with_an_example(crowd, dice, "Kec Bawang/template pranten.csv", "csv", "Pranten"),
        letterhead(crowd, dice, "Kec Gringsing/surat.xlsx", "xlsx", "Plelen"),
        letterhead(crowd, dice, "Kec Gringsing/surat krengseng.xls", "xls", "Krengseng"),
        two_columns_each(crowd, dice, "Kec Kandeman/tempel.xlsx", "xlsx", "Depok"),
        two_columns_each(crowd, dice, "Kec Kandeman/tempel.xls", "html_nbsp", "Tragung"),
        two_villages_in_the_title(crowd, dice, "Kec Banyuputih/dua desa.xlsx", "xlsx", ("Sembung", "Kedawung")),
        two_villages_in_the_title(crowd, dice, "Kec Subah/dua desa.csv", "csv_cp1252", ("Sengon", "Menjangan")),
        wards_and_hamlets(crowd, dice, "Kec Pecalungan/per RW.xlsx", "xlsx", "Gemuh"),
        wards_and_hamlets(crowd, dice, "Kec Blado/per RW.ods", "ods", "Gerlang"),
    ]
