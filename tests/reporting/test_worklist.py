"""Work lists: nobody is left out, the sheets are ready to print, and what was filled in can be read again."""

import io
import re
from datetime import date

import openpyxl
import pyarrow as pa
import pytest

from tests.reporting.office import Office
from umkm_cli.knowledge.headers import guess_field
from umkm_cli.messages import LANGUAGES, say
from umkm_cli.progress import NoProgress
from umkm_cli.reporting.books.worklist import HEADER_ROW, Terms, worklists
from umkm_cli.schema import WALK

DAY = date(2026, 11, 24)
SLAMET = {
    "owner_id": "O0123456789abcdef", "district_code": "33.25.09", "district": "Subah", "village_code": "33.25.09.2009",
    "village": "Subah", "rw": 2, "rt": 1, "hamlet": "Krajan", "address": "Dk. Krajan", "name": "Slamet Riyadi",
    "alias": "Met", "gender": "L", "birth_date": date(1980, 11, 25), "business": "=Dagang", "phone": "+6281234567890",
}  # fmt: skip
SITI = SLAMET | {"owner_id": "Oaaaaaaaaaaaaaaaa", "name": "Siti", "alias": None, "birth_date": None, "phone": None}
SITI |= {"business": None, "product": "batik"}
FAR = SITI | {"owner_id": "Obbbbbbbbbbbbbbbb", "village_code": None, "village": None}
NOWHERE = FAR | {"owner_id": "Occcccccccccccccc", "district_code": None, "district": None}


def books(*people: dict[str, object], language: str = "id", is_full: bool = False) -> dict[str, bytes]:
    terms = Terms(language=language, region="Kabupaten Batang", made_on=DAY, is_full=is_full)
    return dict(worklists(WALK.from_rows(people), terms, NoProgress()))


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(page) -> list[dict[str, object]]:
    titles, *lines = page.iter_rows(min_row=HEADER_ROW + 1, values_only=True)
    return [dict(zip(titles, line, strict=True)) for line in lines]


def test_one_workbook_per_kecamatan_and_one_sheet_per_desa():
    made = books(SLAMET, SITI, FAR, NOWHERE)
    assert list(made) == ["33.25.09 Subah.xlsx", "Tanpa tempat.xlsx"]
    assert opened(made["33.25.09 Subah.xlsx"]).sheetnames == ["Subah", "Desa tidak diketahui"]


def test_a_row_tells_who_is_to_be_visited():
    (content,) = books(SLAMET, SITI).values()
    slamet, siti = rows(opened(content)["Subah"])
    assert slamet == {
        "No": 1, "Nama": "Slamet Riyadi alias Met", "L/P": "L", "Umur": 45, "Alamat": "Dk. Krajan", "Dukuh": "Krajan",
        "RT": 1, "RW": 2, "Bidang usaha": "=Dagang", "Nomor disamarkan": "0812******90", "Tanggal kunjungan": None,
        "Status produksi": None, "Produk": None, "Keterangan": None, "ID umkm": "O0123456789abcdef",
    }  # fmt: skip
    assert (siti["Umur"], siti["Bidang usaha"], siti["Nomor disamarkan"]) == (None, "Batik", None)


def test_phones_stand_there_whole_only_when_asked_for():
    (content,) = books(SLAMET, is_full=True).values()
    (slamet,) = rows(opened(content)["Subah"])
    assert slamet["Telepon"] == "081234567890"


def test_the_sheet_is_titled_and_ready_to_print():
    (content,) = books(SLAMET, SITI).values()
    page = opened(content)["Subah"]
    assert page["A1"].value == "Daftar kunjungan Desa/Kelurahan Subah, Kecamatan Subah"
    assert page["A2"].value.startswith("Kabupaten Batang, 24 November 2026. Belum terdata: 2.")
    assert page.print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 1}"
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert (page.oddFooter.left.text, page.oddFooter.right.text) == ("&A", "&P / &N")
    assert page.print_area == f"'Subah'!$A$1:$O${HEADER_ROW + 3}"


def test_statuses_are_chosen_from_a_list():
    (content,) = books(SLAMET).values()
    page = opened(content)["Subah"]
    (choice,) = [found for found in page.data_validations.dataValidation if found.type == "list"]
    assert str(choice.sqref) == f"L{HEADER_ROW + 2}"
    assert choice.formula1.startswith('"1. Aktif,2. Tutup sementara,')


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_is_one_the_reader_knows(language):
    for is_full in (True, False):
        (content,) = books(SLAMET, language=language, is_full=is_full).values()
        titles = [cell.value for cell in opened(content)["Subah"][HEADER_ROW + 1]]
        guesses = [guess_field(title) for title in titles]
        assert [
            title for title, guess in zip(titles, guesses, strict=True) if guess is None or guess.how != "synonym"
        ] == []
        fields = [guess.field for guess in guesses]
        assert fields == [
            "number", "name", "gender", None, "address", "hamlet", "rt", "rw", "business",
            "phone" if is_full else None, "visited_on", "production_status", "product", "note", None,
        ]  # fmt: skip


def test_names_of_desa_that_excel_would_refuse_are_mended():
    odd = ["A/B", "a b", "x" * 40, "x" * 40, "History", "'[]:"]
    people = [SITI | {"village_code": f"33.25.09.{at}", "village": name} for at, name in enumerate(odd)]
    (content,) = books(*people).values()
    names = opened(content).sheetnames
    assert len({name.lower() for name in names}) == len(odd)
    unfit = re.compile(r"[\[\]:*?/\\]|^'|'$|^history$|.{32}", re.IGNORECASE)
    assert [name for name in names if unfit.search(name)] == []


def test_the_same_list_is_the_same_file():
    assert books(SLAMET, SITI) == books(SLAMET, SITI)


def test_a_nik_among_the_texts_is_hidden():
    (content,) = books(SLAMET | {"address": "NIK 3325110505809001", "name": "Slamet\x00\u202e"}).values()
    (row,) = rows(opened(content)["Subah"])
    assert row["Alamat"] == "NIK 3325************"
    assert row["Nama"].startswith("Slamet  ")


def test_nobody_to_visit_makes_no_workbook():
    assert books() == {}


def test_progress_is_told_by_kecamatan():
    told: list[object] = []

    class Told(NoProgress):
        def begin(self, stage: str, total: int | None = None) -> None:
            told.append((stage, total))

        def advance(self, steps: int = 1) -> None:
            told.append(steps)

    table: pa.Table = WALK.from_rows([SLAMET, SITI, NOWHERE])
    list(worklists(table, Terms(language="en", region="Batang", made_on=DAY), Told()))
    assert told == [("worklists", 2), 1, 1]
    assert say("stage.worklists", "en")


@pytest.mark.slow
def test_libreoffice_prints_it_one_page_wide(office: Office):
    people = [SITI | {"owner_id": f"O{at:016x}", "name": f"Siti {at}"} for at in range(60)]
    (content,) = books(*people).values()
    printed = office.convert(content, "pdf")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 3
