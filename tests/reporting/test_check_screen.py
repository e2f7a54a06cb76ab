"""The screen of `umkm check`: it fits, it says what to do, and no cell gets onto it."""

import pytest

from tests.reporting.check_world import NIK, reject, row, sheet, stored
from tests.reporting.test_screens import shown
from umkm_cli.messages import LANGUAGES, say
from umkm_cli.reporting.check import check
from umkm_cli.reporting.screens.check import LIMIT, render_check


def screen(rows, sheets=None, rejects=None, *, language="en", show_all=False, **options) -> str:
    checked = check(**stored(rows, sheets or [sheet()], rejects))
    return shown(render_check(checked, language=language, show_all=show_all), **options)


def many(count: int) -> str:
    """So many files and kecamatan, of which the one with the highest number is the worst."""
    names = [f"f{n:02}" for n in range(count)]
    places = [{"district_code": f"33.25.{n:02}", "district": f"Kec{n:02}"} for n in range(count)]
    rows = [
        row(name, line, *(["phone_bad"] if line < n else []), **place)
        for n, (name, place) in enumerate(zip(names, places, strict=True))
        for line in range(count)
    ]
    return rows, [sheet(name) for name in names]


def test_the_headline_is_the_share_of_rows_without_anything_to_mend():
    rows = [*(row("a", n) for n in range(3)), row("a", 9, "phone_bad")]
    assert "75.0 % of 4 rows need no mending" in screen(rows)
    assert "75,0 % dari 4 baris tidak" in screen(rows, language="id")


def test_flags_stand_under_the_advice_that_helps_against_them():
    rows = [row("a", 5, "nik_bad_date"), row("a", 6, "nik_wrong_length"), row("a", 7, "nik_wrong_length", "phone_bad")]
    lines = [line.strip() for line in screen(rows).splitlines()]
    at = lines.index(say("advice.check_card", "en"))
    assert [line.rsplit(maxsplit=1) for line in lines[at + 1 : at + 3]] == [
        [say("flag.nik_wrong_length", "en"), "2"],
        [say("flag.nik_bad_date", "en"), "1"],
    ]
    assert lines[at + 3] == say("advice.ask_phone", "en")


def test_rejected_rows_are_among_what_to_mend():
    text = screen([row()], None, [reject("a", 9, "only_name", "SITI"), reject("a", 10, "only_number", "3")])
    mend, know = text.split(say("check.to_know", "en"))
    assert say("reason.only_name", "en") in mend
    assert say("reason.only_number", "en") in know


def test_remarks_are_told_apart_from_what_to_mend():
    text = screen([row("a", 5, "place_from_context")])
    assert say("check.to_mend", "en") not in text.splitlines()
    assert say("flag.place_from_context", "en") in text.split(say("check.to_know", "en"))[1]


def test_a_flag_of_another_version_is_told_by_its_name():
    assert "flag_of_tomorrow" in screen([row("a", 5, "flag_of_tomorrow")])


def test_only_a_column_without_any_fault_is_100():
    rows = [row("a", n) for n in range(999)] + [row("a", 1000, "phone_bad")]
    line = next(line for line in screen(rows).splitlines() if line.startswith("Subah"))
    assert line.split() == ["Subah", "1,000", "99", "100", "–", "100", "–", "100", "100", "100", "99", "100"]


def test_files_and_kecamatan_beyond_the_limit_are_counted():
    rows, sheets = many(LIMIT + 2)
    text = screen(rows, sheets)
    assert "and 2 more kecamatan; `--all` shows them" in text
    assert "and 2 more files; `--all` shows them" in text
    assert "f16.xlsx" in text
    assert "f01.xlsx" not in text
    everything = screen(rows, sheets, show_all=True)
    assert "f01.xlsx" in everything
    assert "--all" not in everything


def test_one_beyond_the_limit_is_shown_rather_than_counted():
    assert "--all" not in screen(*many(LIMIT + 1))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
def test_it_fits_and_hides_nothing(language, width):
    rows, sheets = many(12)
    rows += [
        row("f01", 99, "nik_cut_by_excel", "kk_serial_0000", "village_outside_district", district="Kandeman Barat")
    ]
    unread = sheet(
        "z", source_file="BPUM 2020/Kec Batang/rusak.xls", status="unreadable", reason="broken", columns=None
    )
    text = screen(rows, [*sheets, unread], language=language, width=width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "…" not in text
    assert f"  BPUM 2020/Kec Batang/rusak.xls: {say('unreadable.broken', language)}" in text.splitlines()


def test_a_pipe_that_knows_only_ascii_gets_a_bar_it_can_show():
    assert "###" in screen([row()], encoding="ascii")


def test_no_cell_and_no_number_in_a_file_name_is_shown():
    rows = [row("a", 5, "nik_bad_date", source_file=f"{NIK}.xlsx")]
    text = screen(rows, [sheet("a", source_file=f"[b]{NIK}\x1b[2J.xlsx")], [reject("a", 9, "only_name", "RAHASIA")])
    for secret in (NIK, "SLAMET", "RAHASIA", "\x1b"):
        assert secret not in text
    assert "[b]3325************" in text


def test_an_empty_workspace_has_a_screen():
    assert "– of 0 rows need" in screen([], [])
