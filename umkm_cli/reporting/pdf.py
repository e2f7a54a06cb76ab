"""The page on paper: the same HTML as PDF, for whoever has to attach it to a letter."""

from umkm_cli.errors import NoPdfError


def pdf(page: bytes) -> bytes:
    """The page as a tagged PDF (PDF/UA-1), A4; the same page gives the same bytes.

    Args:
        page: HTML that needs no other file, in UTF-8.

    Raises:
        NoPdfError: WeasyPrint, or pango that it draws text with, is not installed.
    """
    try:
        # Only whoever wants a PDF has it, and it takes half a second to load.
        from weasyprint import HTML  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise NoPdfError(reason=str(error).splitlines()[0]) from error
    return bytes(HTML(string=page.decode()).write_pdf(pdf_variant="pdf/ua-1"))
