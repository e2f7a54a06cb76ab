"""Draw the terminal pictures of docs/ from real runs on sample_data/.

`python scripts/build_pictures.py` runs each command in a workspace of its own and saves what a terminal of 96 columns
shows. The pictures are not compared in CI: they show times and folders of the machine that drew them.
"""

import os
import shlex
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
COLUMNS = 96

PICTURES: dict[str, tuple[str, ...]] = {
    "ingest": ("ingest", "sample_data/lists"),
    "check": ("check",),
    "report": ("report",),
    "explain": (
        "explain",
        "Pendaftaran Online BPUM Tahap 2 (Responses).xlsx:Form Responses 1:83",
        "usulan susulan.csv:19",
    ),
}
"""Name of each picture and its command, in the order they are run; from `report` on they need the owners."""


LANGUAGES = {"en": "", "id": ".id"}
"""The languages, and what stands behind the name of a picture in each."""


def run(arguments: tuple[str, ...], workspace: Path, language: str = "en") -> str:
    """What `umkm` prints on a terminal, colours included; progress is left out, as a picture stands still."""
    shown = {"FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "UMKM_LANG": language}
    call = [sys.executable, "-m", "umkm_cli", *arguments]
    settings = ["--workspace", str(workspace), "--config", "sample_data/umkm.toml"]
    done = subprocess.run(
        [*call, *settings], cwd=ROOT, env=os.environ | shown, capture_output=True, text=True, check=True
    )
    return done.stdout


def draw(name: str, command: tuple[str, ...], printed: str) -> None:
    """Save one picture as SVG."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text(f"$ umkm {shlex.join(command)}", "bold green"))
    console.print(Text.from_ansi(printed))
    title = f"umkm {command[0]}"
    (ROOT / "docs" / f"{name}.svg").write_text(
        console.export_svg(title=title, unique_id=name.replace(".", "-")), "utf-8"
    )


def main() -> None:
    """Draw all pictures."""
    for language, ending in LANGUAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            workspace = Path(folder, "umkm-data")
            for name, command in PICTURES.items():
                if name == "report":
                    run(("dedupe",), workspace)
                draw(name + ending, command, run(command, workspace, language))


if __name__ == "__main__":
    main()
