"""settings: find and read `umkm.toml`."""

import tomllib
from pathlib import Path

from umkm_cli.errors import BrokenSettingsFileError, PathNotFoundError

SETTINGS_NAME = "umkm.toml"


def read_settings(path: Path | None) -> dict[str, object]:
    """The settings of `path`, or of the nearest `umkm.toml` in the current folder and those above it.

    Returns:
        Keys and values as TOML gives them; empty when there is no such file.

    Raises:
        PathNotFoundError: `path` was given and does not exist.
        BrokenSettingsFileError: The file is not TOML, not text or cannot be opened.
    """
    if path is not None and not path.is_file():
        raise PathNotFoundError(path=path)
    found = path or _nearest(Path.cwd())
    if found is None:
        return {}
    try:
        return tomllib.loads(found.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenSettingsFileError(file=found, reason=_reason(error)) from error


def _nearest(folder: Path) -> Path | None:
    candidates = (above / SETTINGS_NAME for above in (folder, *folder.parents))
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def _reason(error: Exception) -> str:
    """What the parser says; for the other two, the position or the system's own word."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start}: not UTF-8"
    return (error.strerror or "") if isinstance(error, OSError) else str(error)
