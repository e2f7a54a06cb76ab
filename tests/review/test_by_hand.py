"""`umkm review --owner`: owners split, moved, joined and corrected by hand are so after the next `umkm dedupe`."""

import json
from itertools import pairwise
from shutil import copytree

import pytest

from tests.conftest import BPUM, SITI, SITI_AGAIN, SLAMET, SLAMET_VISITED, SURVEY, write_list
from tests.people import MODEL, as_csv, crowd
from umkm_cli.clock import today
from umkm_cli.config import Config
from umkm_cli.errors import BadCorrectionError, BadOwnerActError, ReviewBusyError, UnknownRowError
from umkm_cli.files.workspace import Workspace
from umkm_cli.ledger import entries_of
from umkm_cli.review import by_hand, runs
from umkm_cli.review.by_hand import OwnerAct, review_owner
from umkm_cli.review.desk import open_desk

CONFIG = Config(workers=2)
KARTO = ("3325111203709003", "KARTO WIJOYO", "Dk. Krajan RT 03 RW 02", "Subah", "081234567899", "Kayu")
TITLE = "DATA BPUM DESA SUBAH KECAMATAN SUBAH TAHUN {}"


def match(space, lists):
    runs.ingest([lists], workspace=space, config=CONFIG)
    return runs.dedupe(workspace=space, config=CONFIG)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Slamet in two rows, Siti in three, Karto in ten: `lists`, and the workspace `ws`."""
    folder = tmp_path_factory.mktemp("office")
    for year in range(2016, 2026):
        people = [KARTO, *([SITI] if year < 2018 else []), *([SITI_AGAIN] if year == 2020 else [])]
        people += [SLAMET] if year == 2021 else []
        write_list(folder / "lists" / f"y{year}.csv", BPUM, *people, title=TITLE.format(year))
    write_list(folder / "lists" / "survey.csv", SURVEY, SLAMET_VISITED)
    match(folder / "ws", folder / "lists")
    return folder


@pytest.fixture
def space(office, tmp_path):
    """A workspace of the office to work in, beside its lists."""
    copytree(office, tmp_path, dirs_exist_ok=True)
    return tmp_path / "ws"


def owners(space):
    """By NIK: id and records."""
    rows = Workspace.open(space).read("owners", "nik", "owner_id", "record_ids").to_pylist()
    return {row["nik"]: (row["owner_id"], row["record_ids"]) for row in rows}


def groups(space):
    rows = Workspace.open(space).read("owners", "record_ids").to_pylist()
    return {frozenset(row["record_ids"]) for row in rows}


def act(space, owner, by="Ani", **asked):
    return review_owner(owner, OwnerAct(**asked), workspace=space, reviewer=by, config=CONFIG)


def golden(space, record, column):
    rows = Workspace.open(space).read("owners", "record_ids", column).to_pylist()
    return next(row[column] for row in rows if record in row["record_ids"])


def test_the_office_has_owners_of_two_three_and_ten_rows(space):
    assert sorted(map(len, groups(space))) == [2, 3, 10]


@pytest.mark.parametrize(("nik", "off"), [(SLAMET[0], 1), (SITI[0], 1), (SITI[0], 2), (KARTO[0], 1), (KARTO[0], 4)])
def test_rows_split_off_are_an_owner_of_their_own_and_the_others_stay(space, nik, off):
    (owner, rows), before = owners(space)[nik], groups(space)
    act(space, owner, split=rows[:off])
    runs.dedupe(workspace=space, config=CONFIG)
    assert groups(space) == before - {frozenset(rows)} | {frozenset(rows[:off]), frozenset(rows[off:])}


def test_rows_moved_are_the_other_owners(space):
    (karto, rows), (siti, others) = owners(space)[KARTO[0]], owners(space)[SITI[0]]
    act(space, karto, split=rows[:3], to=siti)
    runs.dedupe(workspace=space, config=CONFIG)
    assert {frozenset(rows[3:]), frozenset([*rows[:3], *others])} < groups(space)


def test_owners_of_two_sound_numbers_are_joined(space):
    (karto, rows), (siti, others) = owners(space)[KARTO[0]], owners(space)[SITI[0]]
    act(space, karto, join=siti)
    result = runs.dedupe(workspace=space, config=CONFIG)
    assert frozenset([*rows, *others]) in groups(space)
    assert result.changed["joined"] == 1


def test_an_owner_may_be_named_by_one_of_its_rows(space):
    (_, rows), (_, others) = owners(space)[KARTO[0]], owners(space)[SITI[0]]
    act(space, rows[0], join="y2020.csv:4")  # Siti: title, header, Karto above
    runs.dedupe(workspace=space, config=CONFIG)
    assert frozenset([*rows, *others]) in groups(space)


def test_acts_on_several_owners_before_one_run(space):
    (karto, rows), (siti, others), (slamet, few) = (owners(space)[one[0]] for one in (KARTO, SITI, SLAMET))
    act(space, karto, split=rows[:2])
    act(space, siti, split=others[:1], to=slamet)
    runs.dedupe(workspace=space, config=CONFIG)
    asked = (rows[:2], rows[2:], others[1:], [*others[:1], *few])
    assert groups(space) == set(map(frozenset, asked))


def test_what_was_done_survives_reading_the_lists_again_and_a_row_that_was_corrected(office, tmp_path):
    copytree(office / "lists", tmp_path / "lists")
    space = tmp_path / "ws"
    match(space, tmp_path / "lists")
    (karto, rows), (siti, _) = owners(space)[KARTO[0]], owners(space)[SITI[0]]
    act(space, karto, split=rows[:1])
    act(space, siti, values={"village": "Kalisalak", "district": "Limpung"}, reason="KTP")
    write_list(tmp_path / "lists" / "y2016.csv", BPUM, ("3325111203709003", "KARTO WIDJOYO", *KARTO[2:]), SITI)
    match(space, tmp_path / "lists")
    assert sorted(map(len, groups(space))) == [1, 2, 3, 9]
    assert golden(space, owners(space)[SITI[0]][1][0], "village_code") == "33.25.08.2006"


def test_the_golden_record_keeps_what_was_set_right_through_later_runs_splits_and_joins(space):
    (siti, rows), (karto, others) = owners(space)[SITI[0]], owners(space)[KARTO[0]]
    told = act(space, siti, values={"gender": "L", "product": "tempe"}, reason="dari dinas").told
    record = told[0].record
    runs.dedupe(workspace=space, config=CONFIG)
    assert (golden(space, record, "gender"), golden(space, record, "sector")) == ("L", "C")
    assert dict(golden(space, record, "origin"))["product"].startswith("correction:")
    act(space, siti, split=[row for row in rows if row != told[-1].record])
    runs.dedupe(workspace=space, config=CONFIG)
    assert golden(space, told[-1].record, "product") == "tofu_tempeh"
    act(space, told[-1].record, join=karto)
    runs.dedupe(workspace=space, config=CONFIG)
    assert golden(space, others[0], "product") == "tofu_tempeh"


def test_the_later_correction_holds_and_a_withdrawn_one_is_gone(space):
    siti, rows = owners(space)[SITI[0]]
    name = golden(space, rows[0], "name")
    with open_desk(space, reviewer="Ani", config=CONFIG) as desk:
        by_hand.correct(desk, siti, {"name": "Siti Aminah Rahayu"}, reason="KTP")
        by_hand.correct(desk, siti, {"name": "Siti Maryam"}, reason="KTP")
    runs.dedupe(workspace=space, config=CONFIG)
    assert golden(space, rows[0], "name") == "Siti Maryam"
    with open_desk(space, reviewer="Ani", config=CONFIG) as desk:
        by_hand.correct(desk, siti, {"name": "Siti Xena"}, reason="KTP")
        desk.undo()
    runs.dedupe(workspace=space, config=CONFIG)
    assert golden(space, rows[0], "name") == "Siti Maryam"
    assert name == "Siti Aminah"


def test_an_act_is_undone_as_one(space):
    karto, rows = owners(space)[KARTO[0]]
    before = groups(space)
    with open_desk(space, reviewer="Ani", config=CONFIG) as desk:
        told = by_hand.split(desk, karto, rows[:4])
        assert len(told) == 4 * 6 + 3 + 5
        assert len({one.act for one in told}) == 1
        desk.undo()
        assert desk.settled.binding == {}
    runs.dedupe(workspace=space, config=CONFIG)
    assert groups(space) == before


def test_acts_and_corrections_are_withdrawn_by_the_name_that_is_told(space, umkm):
    (karto, rows), (siti, _) = owners(space)[KARTO[0]], owners(space)[SITI[0]]
    before = groups(space)
    told = [
        act(space, karto, split=rows[:4]).told[0].act,
        act(space, siti, values={"village": "Kalisalak", "district": "Limpung"}, reason="KTP").told[0].act,
    ]
    runs.dedupe(workspace=space, config=CONFIG)
    assert len(groups(space)) == 4
    for name in told:
        assert umkm("review", "--withdraw", name, "-w", space).status == 0
    runs.dedupe(workspace=space, config=CONFIG)
    assert groups(space) == before
    assert golden(space, owners(space)[SITI[0]][1][0], "village") == "Subah"
    assert act(space, siti).about == ()


def test_what_is_written_down_has_the_evidence_of_that_time(space):
    karto, rows = owners(space)[KARTO[0]]
    told = act(space, karto, split=rows[:1], reason="bukan dia").told
    assert {one.way for one in told} == {"owner"}
    assert {one.note for one in told} == {"bukan dia"}
    assert all(one.weight is not None and one.levels["nik"] == "exact" for one in told)


def test_what_cannot_be_done_is_refused_and_nothing_is_written(space):
    (karto, rows), (_, others) = owners(space)[KARTO[0]], owners(space)[SITI[0]]
    for asked, reason in (
        ({"split": rows}, "all_rows"),
        ({"split": others[:1]}, "other_owner"),
        ({"split": rows[:1], "to": karto}, "itself"),
        ({"join": karto}, "itself"),
    ):
        with pytest.raises(BadOwnerActError) as refused:
            act(space, karto, **asked)
        assert refused.value.facts["reason"] == reason
    assert entries_of(space) == []


def test_what_another_reviewer_said_stands_until_it_is_withdrawn(space):
    (karto, _), (siti, _) = owners(space)[KARTO[0]], owners(space)[SITI[0]]
    told = act(space, karto, join=siti, by="Budi").told
    runs.dedupe(workspace=space, config=CONFIG)
    whole, rows = next(pair for pair in owners(space).values() if len(pair[1]) == 13)
    with pytest.raises(BadOwnerActError) as refused:
        act(space, whole, split=rows[:1], by="Ani")
    assert (refused.value.facts["act"], refused.value.facts["people"]) == (told[0].act, "Budi")


def test_nobody_changes_an_owner_while_somebody_else_reviews(space):
    karto, rows = owners(space)[KARTO[0]]
    with open_desk(space, reviewer="Budi", config=CONFIG):
        assert act(space, karto).card.rows  # looking is allowed
        with pytest.raises(ReviewBusyError):
            act(space, karto, split=rows[:1])


@pytest.mark.parametrize(
    ("values", "reason", "why"),
    [({"name": "Siti"}, " ", "no_reason"), ({"nama": "Siti"}, "x", "column"), ({"nik": "12"}, "x", "number_16")],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_is_written(space, values, reason, why):
    with pytest.raises(BadCorrectionError) as refused:
        act(space, owners(space)[SITI[0]][0], values=values, reason=reason)
    assert refused.value.facts["reason"] == why
    assert entries_of(space) == []


def test_an_owner_that_is_not_there_is_told(space):
    with pytest.raises(UnknownRowError):
        act(space, "Offff")


def test_the_card_tells_rows_values_where_each_comes_from_and_what_people_said(space):
    siti, rows = owners(space)[SITI[0]]
    act(space, siti, values={"business_name": "Batik Siti"}, reason="papan nama")
    runs.dedupe(workspace=space, config=CONFIG)
    found = act(space, siti)
    assert {row.record_id for row in found.card.rows} == set(rows)
    told = {one.column: one for one in found.card.golden}
    assert (told["business_name"].value, told["business_name"].row) == ("Batik Siti", None)
    assert told["business_name"].correction == found.about[0].id
    place = told["name"].row
    assert found.card.facts["name"][place - 1] == told["name"].value
    assert told["nik"].value == "3325************"
    assert [one.reason for one in found.about] == ["papan nama"]


def test_the_log_and_the_owners_can_be_read_by_their_owner_only(space):
    act(space, owners(space)[SITI[0]][0], values={"phone": "0812 3456 7001"}, reason="x")
    assert (space / "decisions.jsonl").stat().st_mode & 0o777 == 0o600


def test_the_report_counts_what_was_set_right(space, umkm, tmp_path):
    slamet, _ = owners(space)[SLAMET[0]]
    asked = ("district=Limpung", "village=Kalisalak", "product=batik", "production_status=4", "gender=P")
    options = [part for value in asked for part in ("--set", value)]
    assert umkm("review", "-w", space, "--owner", slamet, *options, "--reason", "kunjungan").status == 0
    for step in (("dedupe",), ("report", "--format", "csv", "-o", tmp_path / "out")):
        assert umkm(*step, "-w", space).status == 0
    space = Workspace.open(space)

    def row(table, **where):
        rows = space.read(table).to_pylist()
        return next(one for one in rows if all(one[name] == value for name, value in where.items()))

    assert row("coverage_village", village_code="33.25.08.2006")["recorded"] == 1
    assert row("coverage_product", product="batik")["recorded"] == 1
    assert row("coverage_status", production_status=4)["owners"] == 1
    assert row("coverage_district", district_code="33.25.08")["women"] == 1
    assert row("coverage_funnel", step="producing")["count"] == 0


def test_a_report_and_the_status_tell_that_a_correction_waits_for_the_next_run(space, umkm):
    told = act(space, owners(space)[SITI[0]][0], values={"gender": "L"}, reason="KTP").told
    sentence = "decisions that the owners do not follow yet: 1"
    assert sentence in umkm("report", "-w", space, "--format", "csv").err
    assert sentence in umkm("review", "-w", space, "--status").err
    runs.dedupe(workspace=space, config=CONFIG)
    assert sentence not in umkm("review", "-w", space, "--status").err
    umkm("review", "-w", space, "--withdraw", told[0].act)
    assert sentence in umkm("review", "-w", space, "--status").err


def test_a_report_that_differs_only_by_a_correction_is_told_to_differ(space, umkm):
    slamet, _ = owners(space)[SLAMET[0]]
    assert umkm("report", "-w", space, "--format", "xlsx").status == 0
    act(space, slamet, values={"village": "Kalisalak", "district": "Limpung"}, reason="kunjungan")
    runs.dedupe(workspace=space, config=CONFIG)
    told = umkm("report", "-w", space, "--compare", today().isoformat())
    assert "Nothing" not in told.out
    assert "Limpung" in told.out


def test_the_command_shows_an_owner_and_hides_numbers(space, umkm):
    siti, rows = owners(space)[SITI[0]]
    shown = umkm("review", "-w", space, "--owner", siti)
    assert shown.status == 0
    assert all(row in shown.out for row in rows)
    assert "Siti Aminah (" in shown.out
    told = umkm("review", "-w", space, "--owner", siti, "--json")
    assert json.loads(told.out)["schema"] == "umkm.review_owner/1"
    for number in (SITI[0], SITI[4], SITI[4][1:]):
        assert number not in shown.out + told.out


def test_the_command_says_what_comes_of_it_and_how_to_take_it_back(space, umkm):
    karto, rows = owners(space)[KARTO[0]]
    done = umkm("review", "-w", space, "--owner", karto, "--split", rows[0], "--split", rows[1], "--as", "Ani")
    assert done.status == 0
    entry = entries_of(space)[0]
    assert entry.by == "Ani"
    assert "2 of 10 rows are somebody else" in done.err
    assert f"umkm review --withdraw {entry.act} -w {space}" in done.err.replace("\n", " ")
    assert "umkm dedupe" in done.err


def test_numbers_that_are_set_are_hidden_on_screen_and_whole_in_the_golden_record(space, umkm):
    siti, rows = owners(space)[SITI[0]]
    number = "3325114505859012"
    asked = ("review", "-w", space, "--owner", siti, "--set", f"nik={number}", "--reason", f"KTP {number}")
    told = [umkm(*asked), umkm(*asked, "--json"), umkm("review", "-w", space, "--owner", siti, "--json")]
    assert [one.status for one in told] == [0, 0, 0]
    assert all(number not in one.out + one.err for one in told)
    runs.dedupe(workspace=space, config=CONFIG)
    assert golden(space, rows[0], "nik") == number


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--split", "x"), "does nothing without `--owner`"),
        (("--owner", "O", "--to", "x"), "does nothing without `--split`"),
        (("--owner", "O", "--split", "x", "--join", "y"), "does not go with `--join`"),
        (("--owner", "O", "--reason", "x"), "does nothing without `--set`"),
        (("--owner", "O", "--set", "name"), "that is no COLUMN=VALUE"),
        (("--owner", "O", "--set", "name=x"), "the reason is missing"),
    ],
)
def test_options_that_do_not_go_together_are_told(space, umkm, options, sentence):
    named = [owners(space)[SITI[0]][0] if option == "O" else option for option in options]
    told = umkm("review", "-w", space, *named)
    assert told.status == 2
    assert sentence in told.err


def test_a_very_long_chain_of_joins_is_one_owner(space):
    found = [owner for owner, _ in owners(space).values()]
    for one, other in pairwise(found):
        act(space, one, join=other)
    runs.dedupe(workspace=space, config=CONFIG)
    assert len(groups(space)) == 1


def test_explain_tells_what_people_decided_and_set_right(space, umkm):
    siti, rows = owners(space)[SITI[0]]
    act(space, siti, values={"phone": "0812 3456 7001"}, reason="ditelepon")
    act(space, siti, split=rows[:1])
    runs.dedupe(workspace=space, config=CONFIG)
    shown = [umkm("explain", "-w", space, "--owner", row).out for row in (rows[0], rows[2])]
    assert "Set right by hand" in "".join(shown)
    assert "Ani: ditelepon" in "".join(shown)
    assert all("decided by a person" in out for out in shown)
    assert "81234567001" not in "".join(shown)
    assert "a person decided so" in umkm("explain", "-w", space, rows[0], rows[1]).out


def test_owners_of_lists_from_elsewhere_are_split_and_corrected_too(umkm, tmp_path):
    people = crowd(60)
    rows = [*people, ("again", *people[7][1:]), ("slip", "Hugo Aldre", *people[7][2:])]
    (tmp_path / "people.csv").write_text(as_csv(rows), "utf-8")
    (tmp_path / "people.toml").write_text(MODEL, "utf-8")
    with_model = ("--model", "people.toml", "-w", "out")
    assert umkm("dedupe", "--input", "people.csv", *with_model).status == 0
    assert umkm("review", "--owner", "p7", "--split", "slip", *with_model).status == 0
    assert umkm("review", "--owner", "p7", "--set", "town=Batang", "--reason", "x", *with_model).status == 0
    assert umkm("review", "--owner", "p7", "--set", "born=1x", "--reason", "x", *with_model).status == 0
    assert umkm("dedupe", *with_model).status == 0
    found = Workspace.open(tmp_path / "out").read("owners", "record_ids", "town").to_pylist()
    assert {"record_ids": ["again", "p7"], "town": "Batang"} in found
    assert ["slip"] in [row["record_ids"] for row in found]
    assert "Batang" in umkm("review", "--owner", "p7", *with_model).out
