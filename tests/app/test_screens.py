"""Screens as they are, line by line; `UMKM_SNAPSHOTS=1` writes them anew."""

import os
from pathlib import Path

import pytest

from tests.app.play import play

FOLDER = Path(__file__).parent / "snapshots"

SCREENS = {
    "first": (),
    "answered": ("s", "left"),
    "hostile": ("right",),
    "empty": ("right", "right"),
    "blind": ("e",),
    "note": ("n", "k", "e", "m", "b", "a", "r", "enter"),
    "filter": ("f",),
    "number": ("g",),
    "help": ("question_mark",),
    "owner": ("o", "down", "space"),
    "end": ("s", "b", "r", "d"),
    "enlarge": ((60, 20),),
}


WIDE = ("first", "filter", "owner")
SIZES = [(name, 80, 24) for name in SCREENS] + [(name, 120, 40) for name in WIDE]


@pytest.mark.parametrize(("name", "columns", "lines"), SIZES)
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_screen_is_as_it_was(desk, name, columns, lines, language):
    seen = play(desk, *SCREENS[name], language=language, size=(columns, lines))
    path = FOLDER / f"{name}-{language}-{columns}x{lines}.txt"
    if os.environ.get("UMKM_SNAPSHOTS"):
        path.write_text(seen.picture, "utf-8")
    assert seen.picture == path.read_text("utf-8")
