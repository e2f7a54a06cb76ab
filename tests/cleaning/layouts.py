"""Sheets as lists of rows, beside each row what has to become of it, and how to hold a reader against them."""

from tests.cleaning.factory import BATANG, make_sheet
from umkm_cli.cleaning.standardise import standardise
from umkm_cli.cleaning.tidy import tidy

RECORD, TITLE, HEADER, TOTAL, FOOTER, NOTE, REJECT, BLANK = (
    "record", "title", "header", "total", "footer", "note", "rejected", "",
)  # fmt: skip

NAMES = [
    "SITI AMINAH", "SLAMET RIYADI", "BUDI SANTOSO", "SRI LESTARI", "AHMAD FAUZI", "DWI RAHAYU", "KHOLIFAH",
    "MUHAMMAD SOLIKHIN", "NUR HIDAYAH", "WARSINI",
]  # fmt: skip


def nik(at):
    """The NIK of invented person `at`; every third is a woman."""
    return f"332509{(at % 28) + (41 if at % 3 == 0 else 1):02}0{at % 9 + 1}{60 + at % 30}{9000 + at}"


def run(rows, **more):
    """Tidy the cells of `(outcome, cells)` pairs."""
    return tidy(make_sheet([cells for _, cells in rows], **more), source_id="s1", list_name=None, regions=BATANG)


def outcomes(tidied, rows):
    """What became of each row, blank for a blank one."""
    found = dict.fromkeys(range(1, len(rows) + 1), BLANK)
    found |= dict.fromkeys(tidied.raw_records.column("source_row").to_pylist(), RECORD)
    found |= dict(
        zip(tidied.rejects.column("source_row").to_pylist(), tidied.rejects.column("kind").to_pylist(), strict=True)
    )
    return list(found.values())


def read(rows, **more):
    """Tidy, and hold every row against the outcome that stands beside it."""
    tidied = run(rows, **more)
    assert outcomes(tidied, rows) == [outcome for outcome, _ in rows]
    assert tidied.source["rows"] == tidied.source["records"] + tidied.source["rejects"]
    return tidied


def column(tidied, field):
    name = field if field in tidied.raw_records.column_names else f"raw_{field}"
    return tidied.raw_records.column(name).to_pylist()


def fields(tidied):
    return [column["field"] for column in tidied.source["columns"]]


def reasons(tidied):
    return dict(
        zip(tidied.rejects.column("source_row").to_pylist(), tidied.rejects.column("reason").to_pylist(), strict=True)
    )


def people(count, *, start=0):
    """Rows of a plain list of number, name, NIK, address and phone."""
    return [
        (RECORD, [str(at + 1), NAMES[at % 10], nik(at), f"Krajan RT {at % 5 + 1} RW 1", f"08122334{9000 + at}"])
        for at in range(start, start + count)
    ]


PLAIN = ["NO", "NAMA", "NIK", "ALAMAT", "NO HP"]


def cleaned(tidied):
    """The records, cleaned, as dicts in the order of the sheet."""
    return standardise(tidied.raw_records, regions=BATANG, data_year=2021).to_pylist()
