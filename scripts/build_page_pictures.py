"""Draw the pictures of the report's page in docs/, from an invented regency of 105,000 owners and 41,000 visits.

`python scripts/build_page_pictures.py` makes the lists, reads and matches them without the last wave of the survey and
then with it, so that there is a change to tell, and takes pictures of the page in Chromium and of the PDF. About three
minutes.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.report import Delivery

DOCS = Path(__file__).parents[1] / "docs"
SIZE = ("--owners", "105000", "--files", "250", "--survey", "41000", "--seed", "11")
FIRST, NOW = date(2026, 9, 30), date(2026, 11, 26)
SETTINGS = Config(basis_date=date(2021, 12, 31), target_date=date(2027, 3, 31), data_year=2021)
COLOURS = 128
"""Colours of a picture: the page has few, and fewer bytes make a quick README."""

LANGUAGES = {"en": "", "id": ".id"}
"""The languages, and what stands behind the name of a picture in each."""


def make_reports(folder: Path) -> None:
    """`report.html` and `report.pdf` in a folder for each language."""
    lists, later = folder / "lists", folder / "later"
    subprocess.run(
        [sys.executable, "-m", "benchmarks.synthetic", "regency", *SIZE, "--out", str(folder)],
        cwd=DOCS.parent,
        check=True,
    )
    last_wave = max((lists / "Survei 2026").glob("Tahap *"))
    shutil.move(last_wave, later)
    _report(folder, FIRST, Delivery(formats=()))
    shutil.move(later, last_wave)
    for language in LANGUAGES:
        _report(folder, NOW, Delivery(formats=("html", "pdf"), folder=folder / language, language=language))


def _report(folder: Path, day: date, delivery: Delivery) -> None:
    workspace = folder / "umkm-data"
    runs.ingest([folder / "lists"], workspace=workspace, config=SETTINGS)
    runs.dedupe(workspace=workspace, config=SETTINGS)
    runs.report(workspace=workspace, config=SETTINGS, delivery=delivery, made_on=day)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def take(
    browser: Browser, page: Path, *, start: str = "", height: int, width: int = 1280, **look: object
) -> Image.Image:
    """A picture of a page from an element on, so many units wide and high."""
    context = browser.new_context(viewport={"width": width, "height": height}, **look)
    tab = context.new_page()
    tab.goto(page.as_uri())
    if start:
        tab.evaluate("(name) => document.getElementById(name).scrollIntoView()", start)
    tab.screenshot(path=page.with_suffix(".png"))
    context.close()
    return Image.open(page.with_suffix(".png")).convert("RGB")


def beside(pictures: list[Image.Image], gap: int = 24, ground: str = "#d9ddd6") -> Image.Image:
    """Pictures next to each other on a quiet ground."""
    height = max(one.height for one in pictures) + 2 * gap
    sheet = Image.new("RGB", (sum(one.width + gap for one in pictures) + gap, height), ground)
    across = gap
    for one in pictures:
        sheet.paste(one, (across, gap))
        across += one.width + gap
    return sheet


def save(picture: Image.Image, name: str) -> None:
    """Write it as a small PNG."""
    # Other methods take the rare colours, those of the targets, for a neighbour.
    few = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(DOCS / f"{name}.png", optimize=True)


def main() -> None:
    """Draw all pictures."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        make_reports(folder)
        for language, ending in LANGUAGES.items():
            page = folder / language / "report.html"
            save(take(browser, page, height=1500), f"page{ending}")
            phone = {"width": 360, "height": 760, "device_scale_factor": 1.5, "is_mobile": True}
            starts = ("", "progress", "places", "villages-section")
            save(beside([take(browser, page, start=start, **phone) for start in starts]), f"page-phone{ending}")
        page = folder / "en" / "report.html"
        save(take(browser, page, start="places", height=1250, color_scheme="dark"), "page-dark")
        printed = pypdfium2.PdfDocument(page.with_suffix(".pdf"))
        save(beside([printed[number].render(scale=0.95).to_pil() for number in range(3)]), "page-print")


if __name__ == "__main__":
    main()
