"""workbook: the sheets of .xlsx, .xlsm, .xlsb, .xls and .ods."""

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
from umkm_cli.files.archive import guard_archive, scan_sheets
from umkm_cli.files.biff import scan_stream
from umkm_cli.files.cells import guard_extent, rows_of_values
from umkm_cli.files.marks import Marks, MarksBySheet, mark, put_errors
from umkm_cli.files.opendocument import scan_tables
from umkm_cli.schema import MergedRange, RawSheet


def read_workbook(data: bytes, *, format: str, source_file: str, max_bytes: int) -> list[RawSheet]:  # noqa: A002 - as in RawSheet
    """Every work sheet, hidden and empty ones too; charts and macros are left out.

    A merged range has its value in its first cell, the others are blank. Formulas are their last result.

    Raises:
        UnreadableFileError: With reason encrypted, broken or too_large. One sheet that cannot be read refuses the
            whole workbook: half a list is worse than none.
    """
    marks = _scan(data, format, source_file=source_file, max_bytes=max_bytes)
    try:
        # From memory, as a path would make the reader trust the extension.
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            return [
                _raw_sheet(workbook, position, metadata, marks.get(metadata.name, Marks()), (format, source_file))
                for position, metadata in enumerate(workbook.sheets_metadata)
                if metadata.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise UnreadableFileError(file=source_file, reason="encrypted") from error
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableFileError(file=source_file, reason="broken") from error


def _scan(data: bytes, content: str, *, source_file: str, max_bytes: int) -> MarksBySheet:
    """What the reader does not tell of the sheets; no marks are had of .xlsb."""
    if content == "xls":
        return scan_stream(data)
    with guard_archive(data, source_file=source_file, max_bytes=max_bytes) as archive:
        if content == "ods":
            return scan_tables(archive, source_file=source_file)
        return scan_sheets(archive, source_file=source_file) if content in {"xlsx", "xlsm"} else {}


def _raw_sheet(
    workbook: CalamineWorkbook, position: int, metadata: SheetMetadata, marks: Marks, origin: tuple[str, str]
) -> RawSheet:
    content, source_file = origin
    sheet = workbook.get_sheet_by_index(position)
    rows = _values(sheet, source_file=source_file)
    put_errors(rows, marks.errors)
    if content == "xls":
        marks.merged += [MergedRange(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    raw = RawSheet(
        source_file=source_file,
        source_sheet=metadata.name,
        format=content,
        is_hidden=metadata.visible != SheetVisibleEnum.Visible,
        rows=rows_of_values(rows),
    )
    return mark(raw, marks)


def _values(sheet: CalamineSheet, *, source_file: str) -> list[list[object]]:
    if sheet.end is None:
        return []
    last_row, last_column = sheet.end
    guard_extent(last_row + 1, last_column + 1, source_file=source_file)
    # The empty area above and to the left stays: row numbers are to be Excel's.
    rows: list[list[object]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
    return rows
