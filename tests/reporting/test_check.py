"""What `umkm check` counts: against a count row by row, and every flag has its sentence and advice."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.check_world import COLUMNS, reject, row, sheet, stored
from umkm_cli.cleaning.flags import FLAGS
from umkm_cli.messages import LANGUAGES, catalogue
from umkm_cli.reporting.check import check
from umkm_cli.reporting.check_flags import ABOUT, MEASURES, PROBLEMS, REJECTED
from umkm_cli.schema import FIELDS, RECORDS

CLEANING = Path(__file__).parents[2] / "umkm_cli" / "cleaning"


def test_every_flag_has_a_line_in_the_table():
    assert [flag for flag in FLAGS if flag not in ABOUT] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flag_reason_advice_and_measure_has_words(language):
    keys = [
        *(f"flag.{flag}" for flag in ABOUT),
        *(f"reason.{reason}" for reason in REJECTED),
        *(f"advice.{about.advice}" for about in ABOUT.values() if about.advice),
        *(f"advice.{advice}" for advice in REJECTED.values() if advice),
        *(f"measure.{measure.name}" for measure in MEASURES),
        *(f"column.short_{measure.name}" for measure in MEASURES),
    ]
    assert [key for key in keys if key not in catalogue(language)] == []


def test_no_advice_is_written_that_no_flag_gives():
    given_ = {f"advice.{about.advice}" for about in ABOUT.values()} | {f"advice.{one}" for one in REJECTED.values()}
    assert {key for key in catalogue("en") if key.startswith("advice.")} <= given_


def test_flags_and_measures_name_fields_and_columns_that_exist():
    assert {name for about in ABOUT.values() for name in about.fields} <= FIELDS.keys()
    assert {name for measure in MEASURES for name in measure.fields} <= FIELDS.keys()
    assert {name for measure in MEASURES for name in measure.known} <= {*RECORDS.names}
    assert all(ABOUT[flag].fields for flag in PROBLEMS)


def test_every_reason_for_rejecting_a_row_has_a_line_in_the_table():
    code = "\n".join(path.read_text("utf-8") for path in CLEANING.glob("*.py"))
    returned = re.findall(r'return "rejected", (.*)', code)
    reasons = {word for line in returned for word in re.findall(r'"(\w+)"', line)}
    assert len(reasons) >= 3
    assert reasons <= REJECTED.keys()


def test_a_row_is_clean_unless_something_is_to_be_mended():
    rows = [row(number=5), row("a", 6, "place_from_context", "two_phones"), row("a", 7, "phone_bad", "nik_letters")]
    checked = check(**stored(rows, [sheet()]))
    assert (checked.total.records, checked.total.clean) == (3, 2)
    assert checked.total.clean_share == pytest.approx(2 / 3)


CASES = [
    # the row's oddity,                             measure,      sound
    ({},                                            "nik",        1),
    ({"nik": None},                                 "nik",        0),
    ({"flags": ["nik_cut_by_excel"]},               "nik",        0),
    ({"flags": ["nik_other_region"]},               "nik",        1),
    ({"flags": ["nik_equals_kk"]},                  "nik",        0),
    ({"flags": ["gender_disagrees_nik"]},           "gender",     0),
    ({"flags": ["gender_disagrees_nik"]},           "nik",        1),
    ({"flags": ["two_names"]},                      "name",       0),
    ({"rw": None},                                  "rt_rw",      0),
    ({"rt": 3},                                     "rt_rw",      1),
    ({"village_code": None},                        "village",    0),
    ({"flags": ["district_unknown"]},               "village",    0),
    ({"flags": ["place_from_context"]},             "village",    1),
    ({"phone": None},                               "phone",      0),
    ({"product": None},                             "business",   0),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "measure", "sound"), CASES)
def test_a_value_is_sound_when_it_is_known_and_not_doubted(facts, measure, sound):
    total = check(**stored([row(**facts)], [sheet()])).total
    assert (total.sound[measure], total.asked[measure]) == (sound, 1)


def test_what_no_sheet_asks_for_has_no_share():
    total = check(**stored([row()], [sheet()])).total
    assert (total.asked["no_kk"], total.share("no_kk")) == (0, None)


def test_a_column_that_stands_empty_is_asked_for():
    total = check(**stored([row()], [sheet(fields=(*COLUMNS, "no_kk"))])).total
    assert (total.asked["no_kk"], total.share("no_kk")) == (1, 0.0)


def test_a_list_without_a_nik_column_is_at_fault():
    total = check(**stored([row("a", 5, "nik_missing", nik=None)], [sheet(fields=("name",))])).total
    assert total.share("nik") == 0.0


def test_kecamatan_and_files_come_the_worst_first():
    rows = [
        *(row("a", number) for number in range(3)),
        row("b", 1, "phone_bad", district_code="33.25.10", district="Tulis"),
        row("b", 2, district_code="33.25.10", district="Tulis"),
        row("c", 1, "name_missing", district_code=None, district=None),
    ]
    checked = check(**stored(rows, [sheet(name) for name in "abc"]))
    assert [(part.name, part.records, part.clean) for part in checked.districts] == [
        (None, 1, 0),
        ("Tulis", 2, 1),
        ("Subah", 3, 3),
    ]
    assert [part.name for part in checked.files] == ["c.xlsx", "b.xlsx", "a.xlsx"]


def test_a_file_of_nothing_but_rejected_rows_is_listed():
    checked = check(**stored([], [sheet("a", rows=1)], [reject("a", 4, "only_name", "SITI")]))
    assert [(part.name, part.records, part.rejected, part.clean_share) for part in checked.files] == [
        ("a.xlsx", 0, 1, 0.0)
    ]


def test_two_folders_with_a_file_of_one_name_stay_apart():
    sheets = [sheet("a", root="/one", source_file="x.csv"), sheet("b", root="/two", source_file="x.csv")]
    checked = check(**stored([row("a"), row("b"), row("b", 6)], sheets))
    assert sorted(part.records for part in checked.files) == [1, 2]
    assert checked.rows["files"] == 2


def test_all_filled_rows_are_accounted_for():
    rejects = [
        reject("a", 1, "title", "DAFTAR", kind="title"),
        reject("a", 8, "only_number", "3"),
        reject("a", 9, "only_name", "SITI"),
        reject("a", 10, "only_name", "BUDI"),
        reject("b", 5, "duplicate", "1", "SLAMET"),
    ]
    sheets = [
        sheet("a", rows=5, records=1),
        sheet("b", rows=1, status="duplicate"),
        sheet("c", status="unreadable", reason="encrypted", columns=None),
    ]
    checked = check(**stored([row()], sheets, rejects))
    counts = {"files": 3, "sheets": 3, "rows": 6, "records": 1, "rejected": 3, "duplicate": 1, "other": 1}
    assert checked.rows == counts
    assert checked.rejected == {"only_name": 2, "only_number": 1}
    assert checked.unread == (("c.xlsx", "encrypted"),)
    assert checked.total.rejected == 2


def test_an_empty_workspace_can_be_checked():
    checked = check(**stored([], []))
    assert (checked.total.records, checked.total.clean_share, checked.files) == (0, None, ())


ROWS = st.lists(
    st.builds(
        lambda source, flags, has_nik, place: {
            "source": source,
            "flags": sorted(flags),
            "nik": "x" if has_nik else None,
            "district_code": place,
        },
        st.sampled_from("ab"),
        st.sets(st.sampled_from(sorted(FLAGS)), max_size=4),
        st.booleans(),
        st.sampled_from([None, "33.25.09", "33.25.10"]),
    ),
    max_size=12,
)


@given(ROWS)
def test_the_counts_agree_with_counting_row_by_row(drawn):
    rows = [row(one.pop("source"), number, **one) for number, one in enumerate(dict(one) for one in drawn)]
    checked = check(**stored(rows, [sheet("a"), sheet("b")]))
    clean = [not {flag for flag in one["flags"] if ABOUT[flag].advice} for one in drawn]
    assert checked.total.clean == sum(clean)
    for flag in FLAGS:
        assert checked.flags.get(flag, 0) == sum(flag in one["flags"] for one in drawn)
    nik_flags = {flag for flag, about in ABOUT.items() if about.advice and about.fields[0] == "nik"}
    sound = [bool(one["nik"]) and not nik_flags & {*one["flags"]} for one in drawn]
    assert checked.total.sound["nik"] == sum(sound)
    for parts in (checked.districts, checked.files):
        assert sum(part.records for part in parts) == len(drawn)
        assert sum(part.sound["nik"] for part in parts) == sum(sound)
        assert sum(part.doubted["nik"] for part in parts) == checked.total.doubted["nik"]
