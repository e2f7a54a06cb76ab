"""What stands in a PDF, for the tests that print."""

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Printed:
    """A PDF: its title, language, size of the first page in points, whether it is tagged, and the text of each page."""

    title: str
    language: str
    size: tuple[int, int]
    is_tagged: bool
    pages: list[str]


def read_pdf(content: bytes) -> Printed:
    """All of it."""
    document = pypdfium2.PdfDocument(content)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    width, height = document[0].get_size()
    told = ctypes.create_string_buffer(64)
    raw.FPDFCatalog_GetLanguage(document, ctypes.cast(told, ctypes.POINTER(ctypes.c_ushort)), 64)
    return Printed(
        title=document.get_metadata_dict()["Title"],
        language=told.raw.decode("utf-16-le").split("\0")[0],
        size=(round(width), round(height)),
        is_tagged=bool(raw.FPDFCatalog_IsTagged(document)),
        pages=pages,
    )
