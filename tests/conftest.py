"""What tests of the whole program share: a way to run it, and small lists of nobody real."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.world import Owner, World, make_world
from umkm_cli.cli import run
from umkm_cli.knowledge.regions import Regions, load_regions

# A busy machine is no reason to fail: no example has a deadline, and slow drawing is no error.
# `make test` draws the same examples each time, so that it passes or fails by the code alone; `make fuzz` draws others.
settings.register_profile("umkm", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("fuzz", settings.get_profile("umkm"), derandomize=False, max_examples=1000)
settings.load_profile("umkm")

BPUM = ("No", "NIK", "Nama", "Alamat", "Desa", "No HP", "Jenis Usaha")
SLAMET = ("3325110505809001", "SLAMET RIYADI", "Dk. Krajan RT 01 RW 02", "Subah", "081234567890", "Dagang klontong")
SITI = ("3325114505859002", "SITI AMINAH", "Dk. Krajan RT 01 RW 02", "Subah", "081234567891", "Batik tulis")
SITI_AGAIN = ("3325114505859002", "SITI AMINAHH", "Krajan RT 1 RW 2", "Subah", "081234567891", "Batik")
SURVEY = ("NIK", "Nama", "Desa", "Kecamatan", "Tanggal Kunjungan", "Status Produksi", "Produk")
SLAMET_VISITED = ("3325110505809001", "SLAMET RIYADI", "Subah", "Subah", "2021-05-06", "Aktif", "klontong")


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    status: int
    out: str
    err: str


Umkm = Callable[..., Outcome]


@pytest.fixture
def umkm(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Umkm:
    """Run `umkm` in an empty folder, in English unless told otherwise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")

    def call(*arguments: object, env: dict[str, str] | None = None) -> Outcome:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments], {"LANG": "en_US.UTF-8", **(env or {})})
        return Outcome(status, *capsys.readouterr())

    return call


def write_list(path: Path, header: Sequence[str], *rows: Sequence[str], title: str = "") -> Path:
    """A list as a CSV; a BPUM list gets its running numbers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    numbered = [[str(i), *row] if header[0] == "No" else row for i, row in enumerate(rows, 1)]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([*([[title]] if title else []), header, *numbered])
    return path


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A folder with a BPUM list of two owners in three rows, and a survey list of one of them."""
    folder = tmp_path / "lists"
    title = "DATA BPUM DESA SUBAH KECAMATAN SUBAH TAHUN 2021"
    write_list(folder / "subah.csv", BPUM, SLAMET, SITI, SITI_AGAIN, title=title)
    write_list(folder / "survey.csv", SURVEY, SLAMET_VISITED)
    return folder


@pytest.fixture(scope="session")
def regions() -> Regions:
    return load_regions("33.25")


@pytest.fixture(scope="session")
def world() -> Callable[[Sequence[Owner]], World]:
    return make_world


@pytest.fixture(scope="session")
def owner() -> type[Owner]:
    return Owner
