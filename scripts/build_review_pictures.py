"""Draw the pictures of `umkm review` in docs/ from the invented lists of sample_data/.

`python scripts/build_review_pictures.py` ingests and matches them, answers some questions, and takes pictures of what
the terminal app shows: wide, in 80 columns, and the rows of an owner. Nothing is fetched: the picture takes a font of
this machine.
"""

import asyncio
import re
import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from build_page_pictures import LANGUAGES, chromium, save
from PIL import Image
from playwright.sync_api import Browser

from umkm_cli import dedupe as matching
from umkm_cli import runs
from umkm_cli.app.review import ReviewApp
from umkm_cli.app.sitting import Sitting
from umkm_cli.config import Config
from umkm_cli.review.desk import Desk, open_desk

ROOT = Path(__file__).parents[1]
SETTINGS = Config(region="33.25")
WIDTH = 1240
"""Pixels of a picture."""

SECONDS_A_LOOK = 8.0
"""What an answer takes, by the clock of the pictures."""

ANSWERED = ("s", "b", "s", "r", "b", "s")
"""Keys that come before each picture, so that there is some progress to see."""

PICTURES: dict[str, tuple[str, tuple[int, int], tuple[str, ...]]] = {
    "review": ("Muhammad Sapoetra", (118, 36), ()),
    "review-small": ("Dewi Rohani", (80, 24), ()),
    "review-owner": ("Adie", (100, 26), ("o", "space")),
}
"""Name in the first row of the question, columns and lines, and the keys that lead on from it."""


def main() -> None:
    """Draw all pictures."""
    with tempfile.TemporaryDirectory() as name:
        drawn = draw(Path(name, "batang"))
        with chromium() as browser:
            for picture, svg in drawn.items():
                save(photograph(browser, svg, Path(name, "screen.svg")), picture)


def draw(workspace: Path) -> dict[str, str]:
    """Each picture as SVG, by its name."""
    runs.ingest([ROOT / "sample_data" / "lists"], workspace=workspace, config=SETTINGS)
    matching.dedupe(workspace=workspace, config=SETTINGS)
    drawn = {}
    for language, ending in LANGUAGES.items():
        for picture, (name, size, keys) in PICTURES.items():
            (workspace / "decisions.jsonl").unlink(missing_ok=True)
            with open_desk(workspace, reviewer="Ani", config=SETTINGS) as desk:
                jump = ("g", *str(number_of(desk, name)), "enter")
                drawn[picture + ending] = asyncio.run(screen(desk, language, size, (*ANSWERED, *jump, *keys)))
    return drawn


def number_of(desk: Desk, name: str) -> int:
    """The number of the question whose first row has this name."""
    names = [desk.card(one).story.left.name for one in desk.choose()]
    return names.index(name) + 1


async def screen(desk: Desk, language: str, size: tuple[int, int], keys: Sequence[str]) -> str:
    """What the app shows after these keys, as SVG."""
    sitting = Sitting(desk, desk.choose(), clock=count(0, SECONDS_A_LOOK).__next__)
    app = ReviewApp(sitting, language=language, explain=lambda error: (error.key, ""), command="umkm dedupe")
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        while not app.is_drawn:
            await pilot.pause(0.05)
        await pilot.pause(0.2)
        return app.export_screenshot(title="umkm review")


def photograph(browser: Browser, drawn: str, path: Path) -> Image.Image:
    """A picture of an SVG, without the font that it would fetch from elsewhere."""
    path.write_text(re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL), "utf-8")
    width, height = map(float, re.findall(r'viewBox="0 0 (\S+) (\S+)"', drawn)[0])
    tab = browser.new_page(viewport={"width": WIDTH, "height": round(WIDTH * height / width)})
    tab.goto(path.as_uri())
    tab.locator("svg").first.screenshot(path=path.with_suffix(".png"))
    tab.close()
    return Image.open(path.with_suffix(".png")).convert("RGB")


if __name__ == "__main__":
    main()
