"""Draw the picture of a review workbook in docs/, from an invented regency of 12,000 owners.

`python scripts/build_book_pictures.py` makes and matches the lists, writes the questions as a workbook, answers the
first of them, and takes a picture of the second sheet as LibreOffice prints it. Half a minute.
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
from build_page_pictures import DOCS, LANGUAGES, save

from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.messages import say
from umkm_cli.reporting.books.review import HEADER_ROW
from umkm_cli.review.books import Handout, write_review_books
from umkm_cli.review.desk import lay_out

SIZE = ("--owners", "12000", "--files", "60", "--survey", "5000", "--seed", "11")
ANSWERS = ("different", "same", "different", "unsure", "same", "", "different")
SHOWN = 0.64
"""Share of the page that is shown: a dozen pairs."""


def draw(workspace: Path, folder: Path, language: str, ending: str) -> None:
    """One picture."""
    desk = lay_out(workspace, reviewer="?", config=Config())
    handout = Handout(path=folder / f"review{ending}.xlsx", language=language, limit=30)
    (book,) = write_review_books(desk, handout, made_on=date(2026, 11, 26))
    filled = openpyxl.load_workbook(book.file, rich_text=True)
    for row, answer in enumerate(ANSWERS, HEADER_ROW + 2):
        filled.worksheets[1].cell(row, 2).value = say(f"answer.{answer}", language) if answer else None
    filled.save(book.file)
    office = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(book.file)], check=True
    )
    page = pypdfium2.PdfDocument(book.file.with_suffix(".pdf"))[1].render(scale=1.9).to_pil()
    save(page.crop((60, 60, page.width - 130, int(page.height * SHOWN))), f"review-book{ending}")


def main() -> None:
    """Draw it in both languages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", "benchmarks.synthetic", "regency", *SIZE, "--out", str(folder)]
        subprocess.run(command, cwd=DOCS.parent, check=True)
        runs.ingest([folder / "lists"], workspace=folder / "ws", config=Config())
        runs.dedupe(workspace=folder / "ws", config=Config())
        for language, ending in LANGUAGES.items():
            draw(folder / "ws", folder, language, ending)


if __name__ == "__main__":
    main()
