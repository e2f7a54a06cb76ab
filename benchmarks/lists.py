"""The lists of a regency, written once and kept until the generator, the seed or the size changes."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

GENERATOR = Path(__file__).parent / "synthetic"
MEASURED_OWNERS, MEASURED_VISITS = 100_000, 6_000
"""Of a world that measures: 118,000 to 119,000 rows."""


def regency_lists(data: Path, *, owners: int, files: int, seed: int, visits: int = 0, preset: str = "regency") -> Path:
    """The folder with `lists/`, `truth.csv`, `people.csv` and `known.csv`."""
    program = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(GENERATOR.glob("*.py")))).hexdigest()
    folder = data / f"{preset}-{owners}-{files}-{visits}-{seed}-{program[:8]}"
    if not folder.exists():
        half_done = folder.with_name(f"{folder.name}.half")
        shutil.rmtree(half_done, ignore_errors=True)
        call = [sys.executable, "-m", "benchmarks.synthetic", preset, "--out", str(half_done), "--seed", str(seed)]
        call += ["--owners", str(owners), "--files", str(files), "--survey", str(visits)]
        subprocess.run(call, check=True)
        half_done.rename(folder)
    return folder


def measured_lists(data: Path, seed: int, *, owners: int = MEASURED_OWNERS) -> Path:
    """The same for a world that measures matching, with visits of 2026 in proportion."""
    visits = owners * MEASURED_VISITS // MEASURED_OWNERS
    return regency_lists(data, owners=owners, files=250, seed=seed, visits=visits, preset="measure")


def ingested(folder: Path, *, afresh: bool = False) -> Path:
    """A workspace with the records of the lists in `folder`; nothing is read twice, unless `afresh`."""
    workspace = folder / "workspace"
    if afresh:
        shutil.rmtree(workspace, ignore_errors=True)
    call = [sys.executable, "-m", "umkm_cli", "ingest", str(folder / "lists"), "--workspace", str(workspace)]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return workspace
