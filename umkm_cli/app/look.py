"""look: the colours of the app and where everything stands."""

from textual.theme import Theme

THEME = Theme(
    name="umkm",
    primary="#87d787",
    secondary="#ffd75f",
    error="#ff8787",
    foreground="#d8dee9",
    background="#14191d",
    surface="#1c2328",
    panel="#232c32",
    dark=True,
)
"""Quiet colours; what they tell is told by shapes and words too."""

CSS = """
#progress { height: 2; background: $panel; padding: 0 1; }
#question { height: 2; padding: 0 1; }
#body {
    height: 1fr; padding: 0 0 0 1; scrollbar-size-vertical: 1; scrollbar-color: $panel-lighten-2;
    scrollbar-color-hover: $panel-lighten-2; scrollbar-background: $background;
}
#card, #details { height: auto; width: 100%; }
#said { height: auto; min-height: 1; max-height: 3; padding: 0 1; }
#keys { height: auto; background: $panel; padding: 0 1; }
#enlarge { width: 100%; height: 100%; background: $background; content-align: center middle; text-align: center; }
#owner { width: 100%; height: 100%; background: $background; }
#title { height: 2; background: $panel; padding: 0 1; }
#rows {
    height: 1fr; border: none; background: $background; padding: 0; scrollbar-size-vertical: 1;
    scrollbar-color: $panel-lighten-2; scrollbar-background: $background;
}
#rows > .option-list--option { color: $foreground; padding: 0; }
#rows > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: none; }
#done { height: auto; min-height: 1; max-height: 4; padding: 0 1; }
#owner-keys { height: auto; background: $panel; padding: 0 1; }
ModalScreen { align: center middle; background: $background 60%; }
.window { width: 66; height: auto; max-width: 100%; max-height: 100%; background: $surface; padding: 1 2; }
.window.large { width: 76; max-height: 22; }
.window Input { margin: 1 0; border: tall $primary; }
.window Horizontal { height: auto; max-height: 16; margin: 1 0; }
.window OptionList { width: 1fr; height: auto; max-height: 16; border: none; background: $surface; }
.window OptionList:focus { background: $panel; }
"""
