"""What `umkm dedupe --changes` shows."""

import pytest
from rich.console import Console

from umkm_cli.messages import Id
from umkm_cli.reporting.screens.changes import LISTED, render_changes

COUNTS = {"added": 1, "joined": 1, "split": 2, "changed": 0, "left": 1, "unchanged": 105_000}


def row(change, old, new, before, now):
    ids = {"owner_id": new[0] if new else None, "old_ids": [*map(Id, old)], "new_ids": [*map(Id, new)]}
    return {"change": change, **ids, "records_before": before, "records": now}


OWNERS = [
    row("added", [], ["O0000000000000001"], 0, 1),
    row("joined", ["Oa", "Ob"], ["Oa"], 5, 5),
    row("split", ["Oc"], ["Oc", "Od"], 3, 2),
    row("split", ["Oc"], ["Oc", "Od"], 3, 1),
    row("left", ["Oe"], [], 2, 0),
]


def shown(*arguments):
    console = Console(width=80, no_color=True, markup=False, highlight=False, emoji=False)
    with console.capture() as printed:
        console.print(render_changes(*arguments))
    return printed.get()


@pytest.mark.parametrize(("language", "number"), [("en", "105,000"), ("id", "105.000")])
def test_every_kind_is_counted_and_every_owner_named(language, number):
    screen = shown(COUNTS, OWNERS, language)
    assert number in screen
    assert max(map(len, screen.splitlines())) <= 80
    assert [" ".join(line.split()[1:]) for line in screen.splitlines()[-6:]] == [
        "Oa → Oa 5 → 5",
        "",  # Ob, in a line of its own
        "Oc → Oc 3 → 3",
        "Od",
        "Oe 2 → 0",
        "→ O0000000000000001 0 → 1",
    ]


def test_what_does_not_fit_is_counted():
    many = [row("left", [f"O{number}"], [], 1, 0) for number in range(LISTED + 3)]
    assert "and 3 more: see `changes.parquet`" in shown({"left": LISTED + 3, "unchanged": 0}, many, "en")


def test_the_first_run_has_nothing_to_compare_with():
    assert shown({}, [], "en") == "This is the first run: there is nothing to compare it with.\n"


def test_without_changes_there_is_nobody_to_name():
    assert shown({"added": 0, "unchanged": 7}, [], "en") == "\nSince the run before\nAs before  7\n"
