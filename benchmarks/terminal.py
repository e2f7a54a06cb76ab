"""The real program in a terminal of its own (POSIX), as a user has it: keys go in, what is printed comes out."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 60.0
"""Seconds until a program that does not answer is a failure."""

_CONTROL = re.compile(r"\x1b\[[0-9;?<>]*[a-zA-Z]")
"""What moves the cursor or changes the colour."""


class Terminal:
    """`umkm` in a terminal of so many columns and lines; killed at the end of the block if it still runs."""

    def __init__(self, *arguments: object, columns: int = 80, lines: int = 24, **environment: str) -> None:
        self._side, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        shown = {"TERM": "xterm-256color", "UMKM_LANG": "en", **environment}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "umkm_cli", *map(str, arguments)],
            stdin=end, stdout=end, stderr=end, env={**os.environ, **shown}, start_new_session=True,
        )  # fmt: skip
        os.close(end)
        self._printed = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        os.close(self._side)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._side, keys.encode())

    def wait_for(self, text: str) -> None:
        """Read until a text is printed; all up to it is forgotten.

        Raises:
            TimeoutError: It does not come.
        """
        until = time.monotonic() + PATIENCE
        while text not in self._printed:
            if time.monotonic() > until or not (self._read(0.2) or text in self._printed):
                message = f"{text!r} is not in {self._printed[-2000:]!r}"
                raise TimeoutError(message)
        self._printed = self._printed.partition(text)[2]

    def wait_for_rest(self) -> None:
        """Read what else is being printed."""
        while select.select([self._side], [], [], 0)[0] and self._read(0):
            pass

    def wait_for_end(self) -> tuple[int, str]:
        """The exit status, and the words that were printed meanwhile."""
        while self._read(0.2):
            pass
        return self.program.wait(PATIENCE), " ".join(_CONTROL.sub("", self._printed).split())

    @property
    def cpu(self) -> float:
        """CPU seconds of the program so far (Linux)."""
        fields = Path(f"/proc/{self.program.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End it as nothing can catch."""
        self.program.kill()
        self.program.wait(PATIENCE)

    def _read(self, seconds: float) -> bool:
        """Read what there is within so many seconds; False at the end."""
        if not select.select([self._side], [], [], seconds)[0]:
            return self.program.poll() is None
        try:
            data = os.read(self._side, 65536)
        except OSError:  # the other side is closed: so Linux tells the end
            return False
        self._printed += data.decode("utf-8", "replace")
        return bool(data)
