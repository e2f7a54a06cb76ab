"""read: one file as raw sheets, whatever its extension says."""

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.content import content
from umkm_cli.files.delimited import read_delimited
from umkm_cli.files.html import read_html, read_mhtml
from umkm_cli.files.members import Archives
from umkm_cli.files.sniff import sniff
from umkm_cli.files.spreadsheet_xml import read_spreadsheet_xml
from umkm_cli.files.workbook import read_workbook
from umkm_cli.schema import RawSheet

_READERS: dict[str, Callable[..., list[RawSheet]]] = {
    "xlsx": read_workbook,
    "xlsm": read_workbook,
    "xlsb": read_workbook,
    "xls": read_workbook,
    "ods": read_workbook,
    "html": read_html,
    "mhtml": read_mhtml,
    "xml": read_spreadsheet_xml,
    "text": read_delimited,
}
"""Which reader takes which content: `reader(data, format=..., source_file=..., max_bytes=...)`."""


def read_file(
    path: Path,
    *,
    source_file: str,
    max_mb: int,
    member: str = "",
    sha256: str | None = None,
    archives: Archives | None = None,
) -> list[RawSheet]:
    """All sheets of a file, hidden and empty ones too, in the order of the workbook.

    A hostile workbook can still end the process or take all memory: call this through `pool.run_isolated`.

    Args:
        path: The file, or the archive that holds it.
        source_file: How the file is named in the sheets and in errors.
        max_mb: Largest file, and largest unpacked content, in MiB.
        member: Its name inside the archive, one of `Archives.names`.
        sha256: Digest it had a moment ago, when that is known.
        archives: Where several members of an archive are read, so that it is opened once.

    Raises:
        UnreadableFileError: With `reason` encrypted, broken, too_large, empty_file, not_a_table, no_permission or
            changed; or for an archive as in `Archives.open`.
    """
    with nullcontext(archives) if archives else Archives() as opened:
        data = content(path, member, source_file=source_file, max_bytes=max_mb << 20, archives=opened)
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise UnreadableFileError(file=source_file, reason="changed")
    kind = sniff(data)
    if kind not in _READERS:
        raise UnreadableFileError(file=source_file, reason=kind)
    sheets = _READERS[kind](data, format=kind, source_file=source_file, max_bytes=max_mb << 20)
    if not sheets:  # nothing but charts, or what is left of a damaged file
        raise UnreadableFileError(file=source_file, reason="not_a_table")
    return sheets
