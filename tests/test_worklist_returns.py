"""A work list goes out, is filled in, and comes back: who was visited is recorded, who was not is still on the list."""

from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.conftest import BPUM, write_list
from umkm_cli.counting.walk import walk
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.messages import LANGUAGES
from umkm_cli.progress import NoProgress
from umkm_cli.reporting.books.worklist import HEADER_ROW, Terms, worklists

PEOPLE = [
    (f"33251{at % 2 * 4}{at:02}05{80 + at}9{at:03}", name, f"Dk. Krajan RT 0{1 + at % 3} RW 02", "Subah", phone, trade)
    for at, (name, phone, trade) in enumerate(
        [
            ("SLAMET RIYADI", "085712349000", "Dagang klontong"),
            ("SITI AMINAH", "085712349001", "Batik tulis"),
            ("BUDI SANTOSO", "085712349002", "Bengkel motor"),
            ("SRI LESTARI", "085712349003", "Tahu"),
            ("TRI UTAMI", "085712349004", "Jahit"),
            ("SUPARNO", "", "Mebel"),
        ],
        start=1,
    )
]


def stored(name: str) -> pa.Table:
    return pq.read_table(Path("umkm-data") / f"{name}.parquet")


def made(language: str, *, is_full: bool = False) -> Path:
    """The only work list, written to a folder of its own."""
    regions = load_regions("33.25")
    table = walk(stored("owners"), stored("households"), regions=regions)
    terms = Terms(language=language, region=regions.name, made_on=date(2026, 11, 24), is_full=is_full)
    ((name, content),) = worklists(table, terms, NoProgress())
    path = Path("back") / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def fill(path: Path, answers: dict[str, tuple[str, str, str]]) -> None:
    """Write day, status and product into the rows of some names."""
    book = openpyxl.load_workbook(path)
    for page in book:
        first = next(cell.column for cell in page[HEADER_ROW + 1] if cell.value in {"Tanggal kunjungan", "Visited on"})
        for line in range(HEADER_ROW + 2, page.max_row + 1):
            for at, answer in enumerate(answers.get(str(page.cell(line, 2).value), ())):
                page.cell(line, first + at).value = answer
    book.save(path)


@pytest.mark.parametrize("is_full", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_was_visited_is_recorded_and_leaves_the_list(umkm, tmp_path, language, is_full):
    lists = tmp_path / "lists"
    write_list(lists / "subah.csv", BPUM, *PEOPLE, title="DATA BPUM DESA SUBAH KECAMATAN SUBAH TAHUN 2021")
    assert umkm("ingest", lists).status == 0
    assert umkm("dedupe").status == 0
    before = stored("owners")
    assert before.num_rows == 6
    path = made(language, is_full=is_full)
    fill(
        path,
        {
            "Slamet Riyadi": ("20/11/2026", "1. Aktif", "keripik singkong"),
            "Siti Aminah": ("21/11/2026", "4. Tutup" if language == "id" else "4. Closed", ""),
            "Suparno": ("22/11/2026", "tidak ditemukan", ""),
        },
    )
    assert umkm("ingest", path.parent, "--list", "survey").status == 0
    assert umkm("dedupe").status == 0
    after = stored("owners")
    assert set(after["owner_id"].to_pylist()) == set(before["owner_id"].to_pylist())
    recorded = after.filter(pc.greater(after["survey_records"], 0)).sort_by("name")
    assert recorded["name"].to_pylist() == ["Siti Aminah", "Slamet Riyadi", "Suparno"]
    assert recorded["production_status"].to_pylist() == [4, 1, 6]
    assert recorded["visited_on"].to_pylist() == [date(2026, 11, day) for day in (21, 20, 22)]
    assert recorded["product"].to_pylist()[1] == "crackers"
    assert recorded["phone"].to_pylist()[1] == "+6285712349000"
    left = walk(after, stored("households"), regions=load_regions("33.25"))
    assert sorted(left["name"].to_pylist()) == ["Budi Santoso", "Sri Lestari", "Tri Utami"]
    told = stored("rejects").filter(pc.equal(stored("rejects")["reason"], "not_visited"))
    assert told.num_rows == 3


def test_a_list_that_comes_back_empty_records_nobody(umkm, lists):
    umkm("ingest", lists / "subah.csv")
    umkm("dedupe")
    made("id")
    assert umkm("ingest", lists / "subah.csv", "back").status == 0
    assert umkm("dedupe").status == 0
    assert pc.sum(stored("owners")["survey_records"]).as_py() == 0
