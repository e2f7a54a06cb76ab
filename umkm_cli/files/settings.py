"""settings: find and read `umkm.toml`."""

from pathlib import Path

from umkm_cli.errors import BrokenSettingsFileError, PathNotFoundError
from umkm_cli.files.toml_file import read_toml

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
    return read_toml(found, BrokenSettingsFileError)


def _nearest(folder: Path) -> Path | None:
    candidates = (above / SETTINGS_NAME for above in (folder, *folder.parents))
    return next((candidate for candidate in candidates if candidate.is_file()), None)
