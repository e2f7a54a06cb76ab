"""The colours of the page, by what they stand for: on screen by day, by night, and on paper.

All text keeps a contrast of 4.5 to 1 on what it stands on, all marks 3 to 1 where they have no number beside them; the
tests work it out.
"""

LIGHT: dict[str, str] = {
    "paper": "#fbfaf6", "card": "#ffffff", "ink": "#1c2725", "quiet": "#56635f", "line": "#dbdfd8", "track": "#e9ece5",
    "accent": "#1b655d", "listed": "#bcd5cd", "recorded": "#4a8f82", "producing": "#1b655d", "target": "#a8480b",
    "again": "#c9a35c", "men": "#4a7c9b", "women": "#a0557a",
    "shade0": "#f0f2ec", "shade1": "#d3e5dd", "shade2": "#a3cbbf", "shade3": "#4f9588", "shade4": "#1b655d",
    "on0": "#1c2725", "on1": "#1c2725", "on2": "#1c2725", "on3": "#0b1513", "on4": "#ffffff",
}  # fmt: skip

DARK: dict[str, str] = {
    "paper": "#111917", "card": "#18221f", "ink": "#e7efec", "quiet": "#a5b5b0", "line": "#2f3c38", "track": "#25312d",
    "accent": "#6fcabb", "listed": "#2f5a52", "recorded": "#3f8f82", "producing": "#7fd6c7", "target": "#f2a65e",
    "again": "#b98f45", "men": "#7db4d6", "women": "#da8fb4",
    "shade0": "#1f2a27", "shade1": "#214640", "shade2": "#2a665c", "shade3": "#3f9d8f", "shade4": "#86dccd",
    "on0": "#e7efec", "on1": "#e7efec", "on2": "#f2f8f6", "on3": "#06110f", "on4": "#06110f",
}  # fmt: skip

STEPS = 5
"""Shades there are, `shade0` for the least."""


def variables(colours: dict[str, str]) -> str:
    """The colours as declarations of CSS variables.

    >>> variables({"ink": "#000"})
    '--ink:#000;'
    """
    return "".join(f"--{name}:{value};" for name, value in colours.items())
