"""toml_file: what a TOML file says, or in one line why it says nothing."""

import tomllib
from pathlib import Path
from typing import Any

from umkm_cli.errors import UmkmError


def read_toml(path: Path, problem: type[UmkmError]) -> dict[str, Any]:
    """Keys and values of a file.

    Args:
        path: The file.
        problem: Raised, with `file` and `reason`, when it is not TOML, not text or cannot be opened.
    """
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise problem(file=path, reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    """What the parser says; for the other two, the position or the system's own word."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start}: not UTF-8"
    return (error.strerror or "") if isinstance(error, OSError) else str(error)
