"""LibreOffice without a window, as a second reader of the workbooks."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


class Office:
    """Converts workbooks in a folder of its own, and works out all formulas anew."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        self.folder = folder
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_ALWAYS_RECALCULATE)

    def convert(self, content: bytes, kind: str) -> bytes:
        """A workbook as `pdf` or `xlsx`, as LibreOffice understands it."""
        source = self.folder / "in" / "book.xlsx"
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(content)
        out = self.folder / "out"
        command = [self.program, "--headless", f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"]
        subprocess.run(  # noqa: S603 - found on the path
            [*command, "--convert-to", kind, "--outdir", out, source], check=True, capture_output=True, timeout=180
        )
        return (out / f"book.{kind}").read_bytes()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    program = shutil.which("soffice")
    if program is None:
        message = "LibreOffice is not installed: scripts/install_system.sh"
        if os.environ.get("UMKM_TEST_ALL"):
            pytest.fail(message)
        pytest.skip(message)
    return Office(program, tmp_path_factory.mktemp("office"))
