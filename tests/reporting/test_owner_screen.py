"""What `umkm review --owner` shows of what people said."""

from rich.console import Console

from umkm_cli.decisions import Answer, Correction, Decision
from umkm_cli.findings.owner_cards import GoldenValue, OwnerCard
from umkm_cli.findings.verdicts import HouseMember, OwnerStory, RowTold
from umkm_cli.messages import Id
from umkm_cli.reporting.screens.owner import lines_about, render_owner_card, set_right

ONE, OTHER = "1234567890123456", "9876543210987654"
"""Names of rows that look like numbers of people."""

ROW = RowTold(Id(ONE), Id(f"O{ONE}"), "a[/b].xlsx", "Sheet1", 3, "SITI [red]AMINAH")
STORY = OwnerStory(Id(f"O{ONE}"), (ROW,), (), (), ())
GOLDEN = (GoldenValue("name", "SITI [red]AMINAH", 1), GoldenValue("phone", "+6281*********", None, "c1"))
CARD = OwnerCard(STORY, {}, GOLDEN, (HouseMember(f"O{OTHER}", "SLAMET", ("house",)),))
APART = Decision(
    id="d1", act="0123456789012345", by="Ani 3325114505809001", at="2026-11-26T07:00:00+00:00", left=ONE, right=OTHER,
    answer=Answer.DIFFERENT, note="KTP 3325114505809001",
)  # fmt: skip


def right(column, value):
    return Correction(
        id="c1",
        act="a2",
        by="Ani",
        at="2026-11-26T07:00:00+00:00",
        record=ONE,
        column=column,
        value=value,
        reason="KTP",
    )


def test_names_of_rows_are_whole_and_numbers_of_people_hidden():
    ((act, line),) = lines_about(CARD, [APART], "en")
    assert act == "0123456789012345"
    assert line == (f"26 November 2026, Ani 3325************: two owners: 1 and {OTHER} (KTP 3325************)")


def test_values_that_were_set_are_told_in_words_and_numbers_hidden():
    told = [right("birth_date", "1980-05-12"), right("nik", "3325114505809001"), right("gender", ""), right("rt", "2")]
    assert list(set_right(told, "id")) == [
        "Tanggal lahir: 12 Mei 1980",
        "NIK: 3325************",
        "Jenis kelamin: –",
        "RT: RT 2",
    ]


def test_an_owner_is_shown_without_markup_and_with_whole_names():
    console = Console(width=100, markup=True, no_color=True)
    with console.capture() as shown:
        console.print(render_owner_card(CARD, [APART, right("name", "Siti")], "en"))
    told = shown.get()
    for text in (
        ONE,
        OTHER,
        "SITI [red]AMINAH",
        "a[/b].xlsx",
        "set right by hand",
        "row 1",
        "SLAMET",
        "Name: Siti (KTP)",
    ):
        assert text in told
    assert "3325114505809001" not in told
