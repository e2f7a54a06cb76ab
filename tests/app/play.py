"""Play keys to the app and look at what it shows."""

import asyncio
from dataclasses import dataclass
from itertools import count

from umkm_cli.app.review import ReviewApp
from umkm_cli.app.sitting import Sitting

SECONDS_BETWEEN_LOOKS = 12.0


@dataclass(frozen=True)
class Seen:
    """What was on the screen: its lines, and where letters were underlined."""

    lines: tuple[str, ...]
    underlined: tuple[tuple[bool, ...], ...]
    colours: frozenset[tuple[int, int, int]]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def picture(self) -> str:
        """The lines; under each that has underlined letters one with a mark below each of them."""
        drawn = []
        for line, marks in zip(self.lines, self.underlined, strict=True):
            drawn.append(line.rstrip())
            if any(marks):
                drawn.append("".join("^" if mark else " " for mark in marks).rstrip())
        return "\n".join(drawn) + "\n"


def look(app) -> Seen:
    lines, underlined, colours = [], [], set()
    for strip in app.screen._compositor.render_strips():
        cells = [(letter, segment.style) for segment in strip for letter in segment.text]
        lines.append("".join(letter for letter, _ in cells))
        underlined.append(tuple(bool(style and style.underline) for _, style in cells))
        styles = [style for _, style in cells if style]
        colours |= {
            tuple(one.triplet) for style in styles for one in (style.color, style.bgcolor) if one and one.triplet
        }
    return Seen(tuple(lines), tuple(underlined), frozenset(colours))


def play(desk, *steps, language="en", size=(80, 24), shown=None):
    """What is on the screen after the last step; a step is a key, or a new size of the terminal."""
    return _play(desk, steps, language, size, shown, is_slow=False)[-1]


def play_slowly(desk, *steps, language="en", size=(80, 24), shown=None):
    """What is on the screen at first and after each step."""
    return _play(desk, steps, language, size, shown, is_slow=True)


def _play(desk, steps, language, size, shown, *, is_slow):
    sitting = Sitting(desk, desk.choose() if shown is None else shown, clock=count(0, SECONDS_BETWEEN_LOOKS).__next__)
    app = ReviewApp(sitting, language=language, explain=lambda error: (error.key, ""), command="umkm dedupe -w batang")

    async def run():
        async with app.run_test(size=size) as pilot:
            seen = [await _settled(app, pilot)] if is_slow or not steps else []
            for number, step in enumerate(steps, 1):
                await (pilot.press(step) if isinstance(step, str) else pilot.resize_terminal(*step))
                seen += [await _settled(app, pilot)] if is_slow or number == len(steps) else []
            return seen

    return asyncio.run(run())


async def _settled(app, pilot) -> Seen:
    """The screen, once the rest of the card is drawn, too."""
    await pilot.pause()
    for _ in range(500):
        if app.return_code is not None or app.sitting.question is None or app.is_drawn:
            break
        await pilot.pause(0.01)
    await pilot.pause()
    return look(app) if app.return_code is None else Seen((), (), frozenset())
