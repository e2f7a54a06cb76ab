"""Records of invented people for the matching tests: say what matters, the rest is filled in."""

from datetime import date
from itertools import count

import pyarrow as pa

from umkm_cli.config import Config
from umkm_cli.knowledge.names import read_name
from umkm_cli.matching.model import load_model
from umkm_cli.pipeline import Owners, find_owners
from umkm_cli.progress import NoProgress
from umkm_cli.schema import RECORDS

NIK_BIRTH = date(1980, 5, 12)


def records(*rows: dict[str, object]) -> pa.Table:
    """`RECORDS` with one row per dict; `name` also fills `name_key`, a 16-digit `nik` also its status."""
    number = count(1)
    return RECORDS.from_rows([_filled(row, next(number)) for row in rows])


def _filled(row: dict[str, object], number: int) -> dict[str, object]:
    name = read_name(str(row["name"])) if row.get("name") else None
    nik = row.get("nik")
    return {
        "record_id": f"{number:016x}",
        "list": "bpum",
        "source_file": "list.xlsx",
        "source_sheet": "Sheet1",
        "source_row": number,
        "name_key": name.key if name else None,
        "nik_status": "missing" if nik is None else "ok",
        "year": 2021,
        "flags": [],
        "unmapped": [],
        **_sex_and_birth(nik),
        **row,
    }


def _sex_and_birth(nik: object) -> dict[str, object]:
    if not isinstance(nik, str) or len(nik) != 16 or "?" in nik:
        return {}
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    try:
        born = date(1900 + year, month, day - 40 if day > 40 else day)
    except ValueError:
        return {"nik_status": "bad_date"}
    return {"gender": "P" if day > 40 else "L", "birth_date": born}


def strangers(size: int) -> list[dict[str, object]]:
    """People who have nothing to do with each other, so that frequencies and priors are those of a real list."""
    syllables = ("SU", "WA", "MI", "KAR", "TO", "RI", "NAH", "DI", "YEM", "JO")
    people: list[dict[str, object]] = []
    for number in range(size):
        first, second, third = number % 10, number // 10 % 10, number // 100 % 10
        people.append(
            {
                "name": f"{syllables[first]}{syllables[second]}N {syllables[third]}{syllables[(first + 3) % 10]}NG",
                "nik": f"3325{number % 15 + 1:02d}{_birth(number)}9{number % 1000:03d}",
                "village_code": f"33.25.{number % 15 + 1:02d}.20{number % 7 + 1:02d}",
                "district_code": f"33.25.{number % 15 + 1:02d}",
                "rt": number % 5 + 1,
                "rw": number % 3 + 1,
                "phone": f"+62812{number * 7919 % 10**8:08d}",
            }
        )
    return people


def _birth(number: int) -> str:
    return f"{number % 28 + 1:02d}{number % 12 + 1:02d}{number % 40 + 50}"


def match(*rows: dict[str, object], among: int = 400, config: Config | None = None) -> list[str]:
    """The owner of each of `rows`, matched among strangers."""
    found = find(records(*rows, *strangers(among)), config=config)
    return owner_ids(found)[: len(rows)]


def find(table: pa.Table, *, config: Config | None = None) -> Owners:
    """`find_owners` with the shipped model."""
    return find_owners(table, model=load_model(), config=config or Config(), progress=NoProgress())


def owner_ids(found: Owners) -> list[str]:
    """Owner of each record, in order of `record_id`."""
    owner_of = dict(zip(found.clusters["record_id"].to_pylist(), found.clusters["owner_id"].to_pylist(), strict=True))
    return [owner_of[record] for record in sorted(owner_of)]
