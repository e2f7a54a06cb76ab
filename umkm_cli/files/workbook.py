"""workbook: the sheets of .xlsx, .xlsm, .xlsb, .xls and .ods."""

from collections.abc import Sequence
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from umkm_cli.errors import UnreadableFileError
from umkm_cli.files.archive import ErrorCell, guard_archive, scan_sheets
from umkm_cli.files.cells import guard_extent, rows_of_values
from umkm_cli.schema import RawSheet


def read_workbook(data: bytes, *, format: str, source_file: str, max_bytes: int) -> list[RawSheet]:  # noqa: A002 - as in RawSheet
    """Every work sheet, hidden and empty ones too; charts and macros are left out.

    A merged range has its value in its first cell, the others are blank. Formulas are their last result.

    Raises:
        UnreadableFileError: With reason encrypted, broken or too_large. One sheet that cannot be read refuses the
            whole workbook: half a list is worse than none.
    """
    if format != "xls":
        guard_archive(data, source_file=source_file, max_bytes=max_bytes)
    errors = scan_sheets(data, source_file=source_file) if format in {"xlsx", "xlsm"} else {}
    try:
        # From memory, as a path would make the reader trust the extension.
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            return [
                _raw_sheet(workbook, position, metadata, errors.get(metadata.name, ()), (format, source_file))
                for position, metadata in enumerate(workbook.sheets_metadata)
                if metadata.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise UnreadableFileError(file=source_file, reason="encrypted") from error
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableFileError(file=source_file, reason="broken") from error


def _raw_sheet(
    workbook: CalamineWorkbook,
    position: int,
    metadata: SheetMetadata,
    errors: Sequence[ErrorCell],
    origin: tuple[str, str],
) -> RawSheet:
    content, source_file = origin
    rows = _values(workbook.get_sheet_by_index(position), source_file=source_file)
    for row, column, code in errors:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = code
    return RawSheet(
        source_file=source_file,
        source_sheet=metadata.name,
        format=content,
        is_hidden=metadata.visible != SheetVisibleEnum.Visible,
        rows=rows_of_values(rows),
    )


def _values(sheet: CalamineSheet, *, source_file: str) -> list[list[object]]:
    if sheet.end is None:
        return []
    last_row, last_column = sheet.end
    guard_extent(last_row + 1, last_column + 1, source_file=source_file)
    # The empty area above and to the left stays: row numbers are to be Excel's.
    rows: list[list[object]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
    return rows
