"""The raw read: every cell of every workbook, by a reader alone. `python -m benchmarks.readers NAME FOLDER`.

None of them finds a table or cleans a value, and none is given the CSV and HTML files, which python-calamine does not
read. openpyxl reads no .xls and no .ods either.
"""

import os
import sys
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

Reader = Callable[[Iterable[Path]], int]
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_with_calamine(paths: Iterable[Path]) -> int:
    """Cells to Python lists with python-calamine, as fast as it goes; the number of rows."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - each reader loads only what it needs

    rows = 0
    for path in paths:
        book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        for place in range(len(book.sheet_names)):
            rows += len(book.get_sheet_by_index(place).to_python(skip_empty_area=False))
    return rows


def read_with_pandas_calamine(paths: Iterable[Path]) -> int:
    """The loop most scripts have, with the faster engine."""
    return _read_with_pandas(paths, "calamine")


def read_with_pandas_openpyxl(paths: Iterable[Path]) -> int:
    """The same with the default engine."""
    return _read_with_pandas((path for path in paths if path.suffix == ".xlsx"), "openpyxl")


def _read_with_pandas(paths: Iterable[Path], engine: str) -> int:
    import pandas as pd  # noqa: PLC0415 - each reader loads only what it needs

    rows = 0
    for path in paths:
        pages = pd.read_excel(path, engine=engine, sheet_name=None, header=None, dtype=str)  # type: ignore[call-overload]
        rows += sum(map(len, pages.values()))
    return rows


READERS: dict[str, Reader] = {
    "calamine": read_with_calamine,
    "pandas+calamine": read_with_pandas_calamine,
    "pandas+openpyxl": read_with_pandas_openpyxl,
}
"""Readers by name."""


def workbooks(folder: Path) -> list[Path]:
    """Files that are workbooks by their first bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if path.open("rb").read(4) in {_ZIP, _OLE}]


def main() -> None:
    """Read on one core."""
    name, folder = sys.argv[1:]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print(f"{READERS[name](workbooks(Path(folder))):,} rows")


if __name__ == "__main__":
    main()
