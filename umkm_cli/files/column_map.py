"""column_map: the file in which an analyst says what columns hold, once for all files of a shape.

It is written by hand and by us: new shapes are added at its end, and nothing that stands in it is touched. That needs
no library: appending text to a TOML file leaves the rest as it is.
"""

import difflib
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from umkm_cli.errors import BadColumnMapError, BrokenColumnMapError, CannotWriteError, UnknownFieldError
from umkm_cli.files.write import write_bytes
from umkm_cli.messages import say
from umkm_cli.schema import FIELDS
from umkm_cli.shapes import ColumnMap, SeenColumn, SeenShape, Shape, shape_of

UNDECIDED = "?"
"""What stands for the field of a column that `umkm` is to understand by itself."""

_FILES = 3
"""How many files of a shape are named."""

_WIDTH = 100
"""Characters of a line of remarks."""

_ESCAPED = {ord('"'): '\\"', ord("\\"): "\\\\"}


def read_column_map(path: Path) -> ColumnMap:
    """What `path` says of the columns of each shape; nothing when there is no such file yet.

    Raises:
        CannotWriteError: `path` is a folder, or in a folder that is not there.
        BrokenColumnMapError: The file is not TOML, not text or cannot be opened.
        BadColumnMapError: It is TOML, but not the sections that `add_shapes` writes.
        UnknownFieldError: A column is given a field that does not exist.
    """
    if path.is_dir():
        raise CannotWriteError(path=path, reason="is_a_folder")
    if not path.exists():
        if not path.absolute().parent.is_dir():
            raise CannotWriteError(path=path, reason="no_folder")
        return {}
    return _understand(_text(path), path)


def add_shapes(path: Path, shapes: Sequence[SeenShape], *, language: str) -> int:
    """Add a section for each shape that `path` does not hold; a file that is not there is made.

    Args:
        path: The file.
        shapes: The shapes seen.
        language: Of the remarks in it.

    Returns:
        How many sections were added.

    Raises:
        CannotWriteError: The file cannot be written.
        BrokenColumnMapError: It is not TOML (any more), or its last section is written so that none can follow.
    """
    written = _text(path) if path.exists() else ""
    known = _understand(written, path)
    new = [shape for shape in shapes if shape.shape not in known]
    if not new:
        return 0
    parts = [] if written else [_introduction(language)]
    parts += ["\n".join(_section(shape, language)) for shape in new]
    end = "\r\n" if "\r\n" in written else "\n"
    added = ("\n\n".join(parts) + "\n").replace("\n", end)
    gap = "" if not written else end if written.endswith("\n") else end * 2
    _parse(written + gap + added, path)
    write_bytes(path, (written + gap + added).encode())
    return len(new)


def _introduction(language: str) -> str:
    said = (say("map.introduction", language), "", say("map.fields", language, fields=", ".join(FIELDS)))
    return "\n".join(line for text in said for line in _remarks(text))


def _section(shape: SeenShape, language: str) -> Iterator[str]:
    """One shape: where it was seen, and a line for each of its columns."""
    more = len(shape.files) - _FILES
    names = ", ".join(shape.files[:_FILES]) + (f" {say('intake.more', language, count=more)}" if more > 0 else "")
    yield from _remarks(say("map.shape", language, files=len(shape.files), rows=shape.rows, names=names))
    yield "[[shape]]"
    yield "columns = ["
    lines = [f'  {{ header = {_quoted(column.header)}, field = "{UNDECIDED}" }},' for column in shape.columns]
    width = min(max(map(len, lines)), 60)
    for line, column in zip(lines, shape.columns, strict=True):
        yield f"{line:<{width}}  # {_told(column, language)}"
    yield "]"


def _told(column: SeenColumn, language: str) -> str:
    """How a column was understood."""
    if column.field is None:
        return say(f"how.{column.how}", language)
    return say("map.understood", language, field=column.field, how=say(f"how.{column.how}", language))


def _remarks(text: str) -> list[str]:
    """Text as lines of remarks."""
    return [f"# {line}".rstrip() for line in wrap(text, width=_WIDTH) or [""]]


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPED)}"'


def _text(path: Path) -> str:
    """The file, its line ends as they are."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenColumnMapError(file=path, reason=f"byte {error.start}: not UTF-8") from error
    except OSError as error:
        raise BrokenColumnMapError(file=path, reason=error.strerror or "") from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenColumnMapError(file=path, reason=error) from error


def _understand(text: str, path: Path) -> ColumnMap:
    found: dict[Shape, tuple[str | None, ...]] = {}
    content = _parse(text, path)
    if content.keys() - {"shape"} or not isinstance(content.get("shape", []), list):
        raise BadColumnMapError(file=path, reason="sections", number=1)
    for number, section in enumerate(content.get("shape", []), 1):
        shape, fields = _columns(section, text, file=path, number=number)
        if shape in found:
            raise BadColumnMapError(file=path, reason="repeated", number=number)
        found[shape] = fields
    return found


def _columns(section: object, text: str, **where: object) -> tuple[Shape, tuple[str | None, ...]]:
    """The shape of one section, and the field of each column; `where` it stands is for the errors."""
    columns = section.get("columns") if isinstance(section, Mapping) else None
    if not isinstance(columns, list) or not columns:
        raise BadColumnMapError(reason="no_columns", **where)
    if isinstance(section, Mapping) and section.keys() - {"columns"}:
        raise BadColumnMapError(reason="more_than_columns", **where)
    if not all(_is_column(column) for column in columns):
        raise BadColumnMapError(reason="bad_column", **where)
    fields = [column.get("field", UNDECIDED) for column in columns]
    for column, field in zip(columns, fields, strict=True):
        if field not in FIELDS and field not in {"", UNDECIDED}:
            raise _unknown(field, column["header"], text, where["file"])
    if any(count > 1 for field, count in Counter(fields).items() if field in FIELDS):
        raise BadColumnMapError(reason="twice", **where)
    shape = shape_of(column["header"] for column in columns)
    if not shape:
        raise BadColumnMapError(reason="no_titles", **where)
    return shape, tuple(None if field == UNDECIDED else field for field in fields)


def _is_column(column: object) -> bool:
    """Is it `{ header = "...", field = "..." }`, the field left out perhaps?"""
    if not isinstance(column, Mapping) or "header" not in column or column.keys() - {"header", "field"}:
        return False
    return all(isinstance(value, str) for value in column.values())


def _unknown(field: str, header: str, text: str, file: object) -> UnknownFieldError:
    line = next((at for at, line in enumerate(text.splitlines(), 1) if _quoted(field) in line.split("#")[0]), 0)
    close = difflib.get_close_matches(field.lower(), FIELDS, n=1)
    fields = ", ".join(FIELDS)
    return UnknownFieldError(
        file=file, line=line, header=header, field=field, close=close[0] if close else "?", fields=fields
    )
