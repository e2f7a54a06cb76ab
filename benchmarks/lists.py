"""The lists of the regency, written once and kept until the generator, the seed or the size changes."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

GENERATOR = Path(__file__).parent / "synthetic"


def regency_lists(data: Path, *, owners: int, files: int, seed: int) -> Path:
    """The folder with `lists/`, `truth.csv` and `known.csv`."""
    program = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(GENERATOR.glob("*.py")))).hexdigest()
    folder = data / f"regency-{owners}-{files}-{seed}-{program[:8]}"
    if not folder.exists():
        half_done = folder.with_name(f"{folder.name}.half")
        shutil.rmtree(half_done, ignore_errors=True)
        call = [sys.executable, "-m", "benchmarks.synthetic", "regency", "--out", str(half_done)]
        call += ["--owners", str(owners), "--files", str(files), "--seed", str(seed)]
        subprocess.run(call, check=True)
        half_done.rename(folder)
    return folder
