"""manifest: the file of a workspace that says which tables count, and what they are."""

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, TypedDict

from umkm_cli import __version__
from umkm_cli.errors import DamagedWorkspaceError, OtherVersionError
from umkm_cli.files.write import TEMPORARY_SUFFIX, cannot_write
from umkm_cli.schema import REPORT_SNAPSHOT, STORED, WORKSPACE_FORMAT

MANIFEST_NAME = "umkm.json"
STAGED_SUFFIX = ".staged"
"""End of the name of a table that is written but perhaps not published."""

_TABLE_FILES = frozenset(f"{name}.parquet" for name in ("pairs", *(table.name for table in STORED)))

_SNAPSHOT_FILE = re.compile(rf"{REPORT_SNAPSHOT.name}_\d{{8}}\.parquet")


class TableFacts(TypedDict):
    """What the manifest knows of one table: rows, size of the file in bytes, its SHA-256, the run that made it."""

    rows: int
    bytes: int
    sha256: str
    run: str


def read_manifest(folder: Path) -> dict[str, TableFacts]:
    """The tables of the workspace at `folder`; none when it has no manifest or does not exist.

    Raises:
        OtherVersionError: It is of another `WORKSPACE_FORMAT`.
        DamagedWorkspaceError: It cannot be understood.
        CannotWriteError: `folder` is a file, or may not be entered.
    """
    try:
        content: Any = json.loads((folder / MANIFEST_NAME).read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise cannot_write(folder, error) from error
    except ValueError as error:
        raise DamagedWorkspaceError(path=folder, table=MANIFEST_NAME) from error
    return _understand(content, folder)


def manifest_bytes(tables: Mapping[str, TableFacts]) -> bytes:
    """The manifest of these tables."""
    content = {"format": WORKSPACE_FORMAT, "version": __version__, "tables": dict(sorted(tables.items()))}
    return json.dumps(content, indent=1).encode() + b"\n"


def is_leftover(file: Path, *, published: Collection[str]) -> bool:
    """Is this file of a workspace ours and of no use any more? Files of anybody else never are."""
    if file.name in _TABLE_FILES or _SNAPSHOT_FILE.fullmatch(file.name):
        return file.stem not in published
    return file.name.startswith(".") and file.suffix in {TEMPORARY_SUFFIX, STAGED_SUFFIX}


def _understand(content: Any, folder: Path) -> dict[str, TableFacts]:  # noqa: ANN401 - JSON of any shape
    try:
        found = content["format"]
        if found == WORKSPACE_FORMAT:
            return {name: _facts(entry) for name, entry in content["tables"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedWorkspaceError(path=folder, table=MANIFEST_NAME) from error
    raise OtherVersionError(path=folder, found=found, expected=WORKSPACE_FORMAT)


def _facts(entry: Any) -> TableFacts:  # noqa: ANN401 - JSON of any shape
    return TableFacts(
        rows=int(entry["rows"]), bytes=int(entry["bytes"]), sha256=str(entry["sha256"]), run=str(entry["run"])
    )
