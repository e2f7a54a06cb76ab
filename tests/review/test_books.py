"""Review workbooks go out, are filled in, sorted, cut and saved by other programs, and come back: no answer is lost."""

import json
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import BPUM, SITI, SLAMET, write_list
from tests.review.office import DECISION, FIRST, answers_in, desk_of, export, fill, matched, space
from umkm_cli import runs
from umkm_cli.config import Config
from umkm_cli.decisions import Answer, Decision
from umkm_cli.errors import CannotWriteError, NothingToReviewError, UnknownDistrictError
from umkm_cli.files.review_book import read_books
from umkm_cli.files.workspace import Workspace
from umkm_cli.ledger import entries_of, write_down
from umkm_cli.review.books import Handout, write_review_books
from umkm_cli.review.returns import Taker, take_back
from umkm_cli.reviewing.book_answers import Known, judge
from umkm_cli.row_codes import read_code

__all__ = ["matched", "space"]

CONFIG = Config(workers=1)


def take(space, *paths, **asked):
    return take_back(paths, workspace=space, config=CONFIG, taker=Taker(otherwise="clerk", **asked))


def pairs_of(path):
    """The pair that each row of a workbook is about, in order."""
    page = openpyxl.load_workbook(path).worksheets[1]
    codes = [read_code(str(row[-1])) for row in page.iter_rows(min_row=FIRST, values_only=True)]
    return [(code.left, code.right) for code in codes]


# Out


def test_every_open_question_is_asked_in_the_order_of_the_screen(space):
    (book,) = export(space)
    asked = [one.pair for one in desk_of(space).questions]
    assert pairs_of(book.file) == asked
    assert book.questions == book.rows == len(asked) > 20


def test_what_somebody_has_settled_or_oneself_answered_is_asked_no_more(space):
    first, second, *others = [one.pair for one in desk_of(space).questions]
    write_down(
        space,
        [
            Decision(
                id="1",
                act="1",
                by="Budi",
                at="2026-11-26T07:00:00.000000+00:00",
                left=first[0],
                right=first[1],
                answer=Answer.SAME,
            ),
            Decision(
                id="2",
                act="2",
                by="Ani",
                at="2026-11-26T07:00:00.000000+00:00",
                left=second[0],
                right=second[1],
                answer=Answer.UNSURE,
            ),
        ],
    )
    (book,) = export(space)
    assert pairs_of(book.file) == others


def test_no_question_stands_in_the_workbooks_of_two_kecamatan(space):
    books = export(space, "tinjau.xlsx", per_district=True)
    asked = [pair for book in books for pair in pairs_of(book.file)]
    assert sorted(asked) == sorted(one.pair for one in desk_of(space).questions)
    assert [book.file.name for book in books] == [f"tinjau-{book.district}.xlsx" for book in books]
    assert len(books) > 3
    for book in books:
        cover = openpyxl.load_workbook(book.file).worksheets[0]
        assert cover["A2"].value == f"Kecamatan {book.district}"


def test_a_limit_is_for_each_workbook_and_takes_what_matters_most(space):
    asked = [one.pair for one in desk_of(space).questions]
    assert pairs_of(export(space, limit=3)[0].file) == asked[:3]
    books = export(space, "tinjau.xlsx", per_district=True, limit=2)
    assert max(book.questions for book in books) == 2
    assert pairs_of(books[0].file)[0] == min((pair for pair in pairs_of(books[0].file)), key=asked.index)


def test_questions_without_a_kecamatan_have_a_workbook_of_their_own(space):
    desk = desk_of(space)
    object.__setattr__(desk.questions[0], "district_code", None)
    object.__setattr__(desk.questions[0], "district", None)
    books = write_review_books(desk, Handout(path=space.parent / "tinjau.xlsx", per_district=True))
    assert (books[-1].file.name, books[-1].questions) == ("tinjau-tanpa kecamatan.xlsx", 1)


def test_a_workbook_that_is_there_already_stays_as_it_is(space):
    (first,) = export(space)
    fill(first.file, {0: "sama"}).replace(first.file)
    before = first.file.read_bytes()
    (second,) = export(space)
    (third,) = export(space)
    assert first.file.read_bytes() == before
    assert (second.file.name, third.file.name) == ("review (2).xlsx", "review (2).xlsx")


def test_a_name_without_ending_gets_one_and_a_folder_a_usual_name(space):
    assert export(space, "tinjau", limit=1)[0].file.name == "tinjau.xlsx"
    (space.parent / "out").mkdir()
    assert export(space, "out", limit=1, language="en")[0].file == space.parent / "out" / "review.xlsx"


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"kind": "over_merged"}, NothingToReviewError),
        ({"district": "Pekalongan"}, UnknownDistrictError),
    ],
)
def test_it_is_told_when_there_is_nothing_to_ask(space, wanted, error):
    with pytest.raises(error):
        export(space, **wanted)


def test_a_workbook_is_not_written_among_the_lists(tmp_path):
    write_list(tmp_path / "lists" / "a.csv", BPUM, SITI, SLAMET)
    runs.ingest([tmp_path / "lists"], workspace=tmp_path / "ws", config=CONFIG)
    runs.dedupe(workspace=tmp_path / "ws", config=CONFIG)
    with pytest.raises(CannotWriteError):
        export(tmp_path / "ws", "lists/review.xlsx")


def whole_owner(space):
    """A desk whose only question is about an owner of three rows or more."""
    desk = desk_of(space)
    rows = {name: desk.cards.row_numbers(name) for name in desk.cards.owners["owner_id"].to_pylist()}
    owner, numbers = next((name, found) for name, found in rows.items() if len(found) > 2)
    names = desk.cards.evidence.records["record_id"].take(sorted(numbers.tolist())).to_pylist()
    question = desk.questions[0]
    for field, value in (
        ("kind", "over_merged"), ("owner_id", owner), ("other_id", owner),
        ("left_id", min(names[:2])), ("right_id", max(names[:2])),
    ):  # fmt: skip
        object.__setattr__(question, field, value)
    desk.questions = [question]
    return desk, names


def test_an_owner_that_may_be_two_is_asked_row_by_row(space):
    desk, names = whole_owner(space)
    (book,) = write_review_books(desk, Handout(path=space.parent / "whole.xlsx"))
    anchor = desk.questions[0].left_id
    assert (book.questions, book.rows) == (1, len(names) - 1)
    assert [anchor in pair for pair in pairs_of(book.file)] == [True] * book.rows
    assert {name for pair in pairs_of(book.file) for name in pair} == set(names)
    assert pairs_of(book.file)[0] == desk.questions[0].pair
    page = openpyxl.load_workbook(book.file).worksheets[1]
    assert {page.cell(FIRST + place, 1).value for place in range(book.rows)} == {1}
    result = take(space, fill(book.file, dict.fromkeys(range(book.rows), "beda")))
    assert result.count("taken") == book.rows


# Back


def test_the_answers_of_a_workbook_become_decisions_with_their_evidence(space):
    question = desk_of(space).questions[0]
    (book,) = export(space)
    result = take(space, fill(book.file, {0: "sama", 2: "Beda ", 3: "r"}, notes={2: "anaknya", 3: 81234}))
    pairs = pairs_of(book.file)
    assert answers_in(space) == {
        ("Siti", *pairs[0]): ("same", ""),
        ("Siti", *pairs[2]): ("different", "anaknya"),
        ("Siti", *pairs[3]): ("unsure", "81234"),
    }
    first = entries_of(space)[0]
    assert first.weight == pytest.approx(question.match_weight)
    assert (first.way, first.levels["nik"], first.batch[:5]) == ("workbook", "different", "book-")
    assert (result.count("taken"), result.books[0].unsure, result.count("blank")) == (3, 1, book.rows - 3)
    assert result.books[0].reviewer == "Siti"


def test_owners_follow_what_a_workbook_says(space):
    (book,) = export(space, kind="near_miss")
    left, right = pairs_of(book.file)[0]
    take(space, fill(book.file, {0: "sama"}))
    runs.dedupe(workspace=space, config=CONFIG)
    rows = Workspace.open(space).read("clusters").to_pylist()
    owner = {row["record_id"]: row["owner_id"] for row in rows}
    assert owner[left] == owner[right]


def test_the_same_workbook_twice_adds_nothing(space):
    (book,) = export(space)
    filled = fill(book.file, {0: "sama", 1: "beda", 2: "ragu"})
    take(space, filled)
    before = entries_of(space)
    result = take(space, filled)
    assert entries_of(space) == before
    assert (result.count("taken"), result.count("unchanged")) == (0, 3)


def test_a_changed_answer_replaces_the_first_and_an_old_workbook_does_not_turn_it_back(space):
    (book,) = export(space)
    old, new = fill(book.file, {0: "sama"}), fill(book.file, {0: "beda", 1: "ragu"})
    take(space, old)
    assert take(space, new).count("changed") == 1
    result = take(space, old)
    assert [(one.outcome, one.told, one.filled.row) for one in result.refused] == [("stale", "different", FIRST)]
    assert set(answers_in(space).values()) == {("different", ""), ("unsure", "")}


def test_reviewers_who_contradict_each_other_are_named_and_neither_binds(space):
    (book,) = export(space)
    take(space, fill(book.file, {0: "sama", 1: "sama"}, by="Ani"))
    result = take(space, fill(book.file, {0: "beda", 1: "sama"}, by="Budi"))
    ((told,),) = [one.others for one in result.contradictions]
    assert (told.by, told.answer, result.contradictions[0].row.filled.row) == ("Ani", "same", FIRST)
    assert set(desk_of(space).settled.binding) == {pairs_of(book.file)[1]}


def test_a_conflict_that_a_workbook_asks_about_is_settled_by_its_answer(space):
    (book,) = export(space, limit=1)
    for by, answer in (("Ani", "sama"), ("Budi", "beda")):
        take(space, fill(book.file, {0: answer}, by=by))
    (asked,) = export(space, "conflicts.xlsx", kind="conflict")
    result = take(space, fill(asked.file, {0: "beda"}, by="Citra"))
    assert result.contradictions == ()
    assert desk_of(space).settled.binding == {pairs_of(book.file)[0]: Answer.DIFFERENT}


def test_as_beats_the_name_in_the_workbook_and_that_beats_the_login(space):
    (book,) = export(space)
    take(space, fill(book.file, {0: "sama"}, by=" Siti  R "))
    take(space, fill(book.file, {1: "sama"}, by=""))
    take(space, fill(book.file, {2: "sama"}), asked="Budi")
    assert [one.by for one in entries_of(space)] == ["Siti R", "clerk", "Budi"]


def test_nothing_is_written_down_by_a_dry_run(space):
    (book,) = export(space)
    assert take(space, fill(book.file, {0: "sama"}), dry_run=True).count("taken") == 1
    assert entries_of(space) == []


def test_a_row_whose_cells_were_sorted_apart_from_it_is_found_and_not_taken(space):
    (book,) = export(space)
    path = fill(book.file, {0: "sama", 1: "sama", 2: "sama"})
    changed = openpyxl.load_workbook(path)
    page = changed.worksheets[1]
    for column in range(4, 8):  # the names of the first two rows change places, their codes do not
        one, other = page.cell(FIRST, column), page.cell(FIRST + 1, column)
        one.value, other.value = other.value, one.value
    changed.save(path)
    result = take(space, path)
    assert [(one.outcome, one.filled.row) for one in result.refused] == [("altered", FIRST), ("altered", FIRST + 1)]
    assert result.refused[0].told.split(", ")[0] == "Nama"
    assert result.count("taken") == 1


def test_a_workbook_of_another_list_is_told_row_by_row(space, tmp_path):
    (book,) = export(space)
    filled = fill(book.file, {0: "sama", 1: "beda"})
    write_list(tmp_path / "lists" / "a.csv", BPUM, SITI, SLAMET)
    runs.ingest([tmp_path / "lists"], workspace=tmp_path / "other", config=CONFIG)
    runs.dedupe(workspace=tmp_path / "other", config=CONFIG)
    result = take(tmp_path / "other", filled)
    assert [one.outcome for one in result.refused] == ["unknown", "unknown"]


def test_rows_that_were_deleted_are_counted(space):
    (book,) = export(space)
    path = fill(book.file, {0: "sama"})
    cut = openpyxl.load_workbook(path)
    cut.worksheets[1].delete_rows(FIRST + 1, 4)
    cut.save(path)
    result = take(space, path)
    assert (result.count("taken"), result.books[0].deleted) == (1, 4)


ANSWERS = {"same": ["sama", "Sama ", "SAME", "s"], "different": ["beda", "B", "different"], "unsure": ["ragu", "?"]}


@pytest.fixture(scope="module")
def written(matched, tmp_path_factory):
    """Titles and rows of the workbook of all questions."""
    folder = tmp_path_factory.mktemp("written")
    (book,) = export(Path(copytree(matched, folder / "ws")))
    page = openpyxl.load_workbook(book.file).worksheets[1]
    titles, *rows = page.iter_rows(min_row=FIRST - 1, values_only=True)
    return folder, titles, rows


@given(data=st.data())
def test_what_was_filled_in_is_exactly_what_comes_back(data, written):
    """Any rows filled in, any rows deleted, in any order, columns in any order, saved as bare cells."""
    folder, titles, rows = written
    answers = data.draw(st.dictionaries(st.integers(0, len(rows) - 1), st.sampled_from(list(ANSWERS)), min_size=1))
    gone = data.draw(st.sets(st.integers(0, len(rows) - 1))) - answers.keys()
    filled = [list(row) for row in rows]
    for number, answer in answers.items():
        filled[number][DECISION - 1] = data.draw(st.sampled_from(ANSWERS[answer]))
    kept = data.draw(st.permutations([row for number, row in enumerate(filled) if number not in gone]))
    columns = data.draw(st.permutations(range(len(titles))))
    saved = openpyxl.Workbook()
    for row in [["put above by somebody"], [], *([row[column] for column in columns] for row in [titles, *kept])]:
        saved.active.append(row)
    saved.save(folder / "back.xlsx")
    (book,) = read_books([(folder / "back.xlsx", 10)])
    codes = [read_code(row[-1]) for row in rows]
    names = {name for code in codes for name in (code.left, code.right)}
    known = Known(records={name: name for name in names}, names={}, last={}, entries=())
    judged = judge(book.rows, known)
    told = {one.pair: str(one.answer) for one in judged if one.outcome == "taken"}
    assert told == {(codes[number].left, codes[number].right): answer for number, answer in answers.items()}
    assert {one.outcome for one in judged} <= {"taken", "blank"}
    assert len(judged) == len(kept)


# From the command line


@pytest.fixture
def elsewhere(umkm, tmp_path):
    """People of a list from elsewhere, named by numbers like a NIK; some of them alike."""
    rows: list[tuple[str, ...]] = []
    for number in range(150):
        first, last, born = f"Name{number * 7 % 6}", f"Family{number * 5 % 7}", f"19{50 + number % 40}-01-1{number % 9}"
        rows.append((first, last, born, ("Leeds", "York")[number % 2], f"m{number}@x.org"))
        if number % 3 == 0:
            rows.append((first, f"{last[:-1]}x", born, "", ""))
        if number % 5 == 0:
            rows.append((first, f"Other{number % 4}", born, ("Leeds", "York")[number % 2], ""))
    named = [(f"33251105058{number:05}", *row) for number, row in enumerate(rows)]
    write_list(tmp_path / "people.csv", ("unique_id", "first_name", "surname", "dob", "city", "email"), *named)
    assert umkm("dedupe", "--input", "people.csv", "--model", "fake_1000", "-w", "out").status == 0


@pytest.mark.usefixtures("elsewhere")
def test_a_list_from_elsewhere_is_reviewed_in_a_workbook_that_holds_none_of_its_numbers(umkm, tmp_path):
    assert umkm("review", "--export", "t.xlsx", "-w", "out").status == 0
    page = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[1]
    titles = [cell.value for cell in page[FIRST - 1]]
    assert ("first_name" in titles, "Kecamatan" in titles) == (True, False)
    assert not any("33251105058" in str(cell) for row in page.values for cell in row)
    ended = umkm("review", "--import", fill(tmp_path / "t.xlsx", {0: "same", 1: "different"}), "-w", "out")
    assert (ended.status, "Answers taken: 2" in ended.out) == (0, True)
    assert all(len(one.left) == 16 and one.left.startswith("33251105058") for one in entries_of(tmp_path / "out"))


def test_out_and_back_from_the_command_line(umkm, space):
    out = umkm("review", "--export", "t.xlsx", "-w", space, "--as", "Siti")
    assert (out.status, "26 questions (26 rows) are in t.xlsx" in out.err) == (0, True)
    told = json.loads(umkm("review", "--export", "t.xlsx", "-w", space, "--json").out)
    assert (told["schema"], told["questions"], len(told["files"])) == ("umkm.review_export/1", 26, 1)
    filled = fill(space.parent / "t.xlsx", {0: "same", 1: "maybe", 2: "beda"})
    back = umkm("review", "--import", filled, "-w", space)
    assert back.status == 1
    assert "Answers taken: 2; workbooks: 1" in back.out
    assert f"row {FIRST + 1}: `maybe` is no decision" in " ".join(back.out.split())
    assert "umkm dedupe" in back.err
    again = json.loads(umkm("review", "--import", filled, "-w", space, "--json").out)
    assert (again["schema"], again["taken"], again["unchanged"]) == ("umkm.review_import/1", 0, 2)
    assert again["refused"] == [
        {"file": str(filled), "sheet": "Review", "row": FIRST + 1, "outcome": "invalid", "told": "maybe"}
    ]


def test_several_workbooks_and_a_log_are_taken_at_once_and_what_is_broken_is_named(umkm, space, tmp_path):
    (book,) = export(space)
    folder = tmp_path / "back"
    folder.mkdir()
    fill(book.file, {0: "sama"}, by="Ani").rename(folder / "ani.xlsx")
    fill(book.file, {1: "beda"}, by="Budi").rename(folder / "budi.xlsx")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 no more")
    (folder / "~$ani.xlsx").write_bytes(b"what Excel leaves there")
    pair = pairs_of(book.file)[2]
    log = tmp_path / "elsewhere"
    log.mkdir()
    entry = Decision(
        id="c1",
        act="c1",
        by="Citra",
        at="2026-11-26T07:00:00.000000+00:00",
        left=pair[0],
        right=pair[1],
        answer=Answer.SAME,
    )
    write_down(log, [entry])
    ended = umkm("review", "--import", folder, "--import", log / "decisions.jsonl", "-w", space)
    assert ended.status == 1
    assert sorted(one.by for one in entries_of(space)) == ["Ani", "Budi", "Citra"]
    assert "broken.xlsx` was left out" in ended.err
    assert "~$ani" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--per-district",), "`--per-district` does nothing without `--export`"),
        (("--full-values",), "`--full-values` does nothing without `--export`"),
        (("--dry-run",), "`--dry-run` does nothing without `--import`"),
        (("--export", "a.xlsx", "--import", "b.xlsx"), "`--export` does not go with `--import`"),
        (("--status", "--withdraw", "abc"), "`--status` does not go with `--withdraw`"),
        (("--owner", "O1", "--status"), "`--owner` does not go with `--status`"),
        (("--status", "--sample", "50"), "`--sample` does not go with `--status`, which asks no questions"),
        (("--import", "b.xlsx", "--district", "Subah"), "`--district` does not go with `--import`"),
    ],
)
def test_options_that_do_not_go_together_are_told(umkm, arguments, told):
    ended = umkm("review", *arguments)
    assert (ended.status, told in ended.err) == (2, True)


@pytest.mark.parametrize("title", ["Keputusan", "Kode baris"])
def test_a_column_that_somebody_deleted_is_named_with_file_and_sheet(umkm, space, title):
    (book,) = export(space)
    path = fill(book.file, {0: "sama"})
    cut = openpyxl.load_workbook(path)
    page = cut.worksheets[1]
    page.delete_cols(next(cell.column for cell in page[FIRST - 1] if cell.value == title))
    cut.save(path)
    ended = umkm("review", "--import", path, "-w", space)
    assert ended.status == 3
    assert f"`{path}` cannot be taken back: the column `{title}` is not in the sheet `Tinjau`" in ended.err
    assert "bring that column back" in ended.err


def test_a_workbook_that_names_nobody_is_taken_in_the_name_of_whoever_is_logged_in_and_told(umkm, space):
    (book,) = export(space)
    ended = umkm("review", "--import", fill(book.file, {0: "sama"}, by=""), "-w", space, env={"UMKM_REVIEWER": "Ani"})
    assert "does not name its reviewer, so it is kept as Ani's" in ended.err
    assert [one.by for one in entries_of(space)] == ["Ani"]


def test_a_file_that_is_not_there_or_no_review_workbook_is_told(umkm, space, tmp_path):
    assert "does not exist" in umkm("review", "--import", tmp_path / "no.xlsx", "-w", space).err
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    ended = umkm("review", "--import", tmp_path / "empty.xlsx", "-w", space)
    assert ended.status == 3
    assert "it is no workbook of `umkm review --export`" in ended.err
