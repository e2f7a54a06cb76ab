"""Names that stay: of a row over re-runs and rows inserted above, of a list over file formats."""

from collections import Counter
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.cleaning.fixed import Texts
from umkm_cli.cleaning.grid import Grid, Rows

_ISO_DAY = r"^(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00:00)?$"
_ISO_LENGTHS = (10, 19)
_DRESS = bytes(code for code in range(0x21, 0x7F) if not chr(code).isalnum()) + b" \t\r\n\xa0\xc2"
_TO_UPPER = bytes.maketrans(b"abcdefghijklmnopqrstuvwxyz", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def record_ids(
    grid: Grid, rows: Rows, *, source_file: str, source_sheet: str, seen: Counter[bytes] | None = None
) -> list[str]:
    """For each row 16 hexadecimal digits made of file, sheet and its own cells.

    Rows of equal content are told apart by how many of them stand above, or in `seen`, which is kept up to date.
    """
    base = blake2b(f"{source_file}\x1e{source_sheet}\x1e".encode(), digest_size=8)
    seen = Counter() if seen is None else seen
    ids = []
    for content in grid.joined(rows):
        seen[content] += 1
        named = base.copy()
        named.update(b"%b\x1e%d" % (content, seen[content]))
        ids.append(named.hexdigest())
    return ids


def content_key(grid: Grid) -> str:
    """Digest of all filled rows that is the same for a list saved as .xlsx and as .csv.

    Neither names nor blank rows count, nor case, punctuation and blanks; a date is read as day, month, year.
    """
    rows = grid.with_texts(_dates_turned(grid.texts)).joined(grid.filled_rows())
    return blake2b(b"\x1e".join(rows).translate(_TO_UPPER, _DRESS), digest_size=16).hexdigest()


def _dates_turned(texts: pa.StringArray) -> pa.StringArray:
    """ISO dates as day, month, year. Only cells as long as one, and with its strokes, are looked at, for speed."""
    seen = Texts.of(texts)
    rows = np.flatnonzero((seen.lengths == _ISO_LENGTHS[0]) | (seen.lengths == _ISO_LENGTHS[1]))
    rows = rows[(seen.matrix(rows, 8)[:, (4, 7)] == ord("-")).all(axis=1)]
    if not len(rows):
        return texts
    is_like_one = np.zeros(len(texts), bool)
    is_like_one[rows] = True
    turned = pc.replace_substring_regex(texts.take(pa.array(rows)), _ISO_DAY, r"\3\2\1")
    return pc.replace_with_mask(texts, pa.array(is_like_one), turned)
