"""Lists from elsewhere, matched by a model of their own."""

import csv
import json
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.people import MODEL, as_csv, crowd
from umkm_cli.errors import ExitStatus
from umkm_cli.files.workspace import Workspace


@pytest.fixture
def match(umkm, tmp_path):
    """Run `umkm dedupe` on lists (given as rows, or text), with the model of people or changes of it."""

    def call(*lists, model=MODEL, options=()):
        (tmp_path / "people.toml").write_text(model)
        inputs = []
        for number, rows in enumerate(lists):
            path = tmp_path / f"list{number}.csv"
            path.write_text(rows if isinstance(rows, str) else as_csv(rows))
            inputs += ["--input", path]
        return umkm("dedupe", *inputs, "--model", "people.toml", "-w", "out", *options)

    return call


def matched():
    return list(csv.DictReader(Path("out/matched.csv").read_text("utf-8-sig").splitlines()))


def owners():
    """The rows of each owner."""
    found = {}
    for row in matched():
        found.setdefault(row["owner_id"], set()).add(row["record_id"])
    return sorted(map(sorted, found.values()))


def alone(rows):
    return [[row[0]] for row in rows]


def test_every_row_is_written_with_its_owner(match):
    people = crowd(60)
    ended = match([*people, ("again", *people[7][1:]), ("slip", "Hugo Aldre", *people[7][2:])])
    assert ended.status == ExitStatus.DONE
    assert "every row with its owner_id: out/matched.csv" in ended.err
    assert owners() == sorted([["again", "p7", "slip"], *alone(row for row in people if row[0] != "p7")])
    space = Workspace.open(Path("out"))
    assert {name for name in ("records", "pairs", "clusters", "owners", "weights") if space.has(name)} == {
        "records", "pairs", "clusters", "owners", "weights"
    }  # fmt: skip
    owner = next(row for row in space.read("owners").to_pylist() if row["records"] == 3)
    assert (owner["name"], owner["disagreeing"]) == ("Hugo Alder", ["id", "name"])


def test_any_form_of_a_list_will_do(umkm, tmp_path):
    people = crowd(40)
    rows = [*people, ("again", *people[3][1:])]
    (tmp_path / "people.toml").write_text(MODEL)
    pq.write_table(
        pa.table(dict(zip(("id", "name", "born", "town"), zip(*rows, strict=True), strict=True))), "a.parquet"
    )
    (tmp_path / "a.csv").write_text(as_csv(rows).replace(",", ";"), "utf-16")
    for file in ("a.parquet", "a.csv"):
        assert umkm("dedupe", "--input", file, "--model", "people.toml", "-w", "out").status == ExitStatus.DONE
        assert ["again", "p3"] in owners()


def test_rows_without_an_id_column_keep_their_owners_when_others_come_before(match):
    unnamed = MODEL.replace('id = "id"', "")
    people = [row[1:] for row in crowd(30)]
    titles = "name,born,town"
    match(as_csv([*people, people[3]], titles), model=unnamed)
    assert {row["row"] for row in matched() if row["name"] == people[3][0]} == {"4", "31"}
    assert sorted(map(len, owners())) == [1] * 29 + [2]
    before = {row["name"]: row["owner_id"] for row in matched()}
    match(as_csv([("Zoe Quince", "1999-09-09", "York"), *people[2:]], titles), model=unnamed)
    after = {row["name"]: row["owner_id"] for row in matched()}
    assert {name: owner for name, owner in after.items() if name != "Zoe Quince"} == {
        name: before[name] for name, _, _ in people[2:]
    }


def test_several_lists_are_told_apart(match):
    match(crowd(30), crowd(20))
    assert ["list0.csv:p3", "list1.csv:p3"] in owners()
    assert {row["source"] for row in matched()} == {"list0.csv", "list1.csv"}


def test_a_model_that_links_joins_no_two_rows_of_one_list(match):
    people = crowd(30)
    twice = [*people, ("again", *people[3][1:])]
    linking = "link_only = true\n" + MODEL
    match(twice, people[:20], model=linking)
    joined = [rows for rows in owners() if len(rows) > 1]
    assert len(joined) >= 19
    assert all(len({row.split(":")[0] for row in rows}) == len(rows) for rows in joined)


def test_one_list_can_say_which_source_a_row_is_from(match):
    people = crowd(30)
    rows = [(*row, "east") for row in people] + [(f"w{row[0]}", *row[1:], "west") for row in people[:20]]
    match(as_csv(rows, TITLES.strip() + ",source"), model="link_only = true\n" + MODEL)
    assert len([rows for rows in owners() if len(rows) == 2]) >= 19
    assert {row["source"] for row in matched()} == {"east", "west"}


def test_a_column_source_of_one_of_several_lists_is_refused(match):
    ended = match(crowd(3), as_csv([(*row, "west") for row in crowd(3)], TITLES.strip() + ",source"))
    assert "list1.csv` cannot be used: a column is called `source`" in ended.err


def test_json_tells_the_counts_and_the_file(match):
    told = json.loads(match(crowd(12), options=["--json"]).out)
    assert (told["schema"], told["records"], told["owners"], told["csv"]) == (
        "umkm.dedupe/1",
        12,
        12,
        "out/matched.csv",
    )


def test_owners_of_other_lists_keep_their_ids_too(match):
    people = crowd(30)
    match(people)
    before = {row["record_id"]: row["owner_id"] for row in matched()}
    ended = match([("new", *people[5][1:]), *people[4:]], options=["--changes"])
    assert {row["owner_id"] for row in matched() if row["record_id"] in {"new", "p5"}} == {before["p5"]}
    assert "Gone with their rows" in ended.out


def test_an_id_that_may_be_the_number_of_a_person_is_masked(match):
    people = [("3325110505809001", *crowd(1)[0][1:]), *crowd(20)[1:]]
    match(people)
    ended = match(people[1:], options=["--changes"])
    assert "O3325************" in ended.out
    assert "3325110505809001" not in ended.out


GOLDEN = '[golden]\nlatest = ["bron"]\n[columns]'
LINKED = "link_only = true\nname ="
TITLES = "id,name,born,town\n"
BAD = [
    # what is wrong,            list,                            change of the model,            told
    ("no rows",                 TITLES,                       None,                           "it has no rows"),
    ("an id twice",             crowd(3) + crowd(1),          None,                           "row 4 has the `id` of"),
    ("a row without id",        TITLES + "1,a,,\n,b,,\n",     None,                           "row 2 has no `id`"),
    ("a column of the result",  "id,name,owner_id\n1,a,x\n",  None,                           "is called `owner_id`"),
    ("another column of it",    "id,name,origin\n1,a,x\n",    None,                           "is called `origin`"),
    ("no such column",          "id,nome,born,town\n1,a,,\n", None,                           "needs a column `name`"),
    ("no such id column",       crowd(3),                        ('"id"', '"ie"'),               "needs a column `ie`"),
    ("a golden column",         crowd(3),                     ("[columns]", GOLDEN),          "needs a column `bron`"),
    ("one list to be linked",   crowd(3),                     ("name =", LINKED),             "there is one list"),
    ("a model with a slip",     crowd(3),                     ("max_block", "max_blok"),      "no setting `max_blok`"),
    ("a model that is no TOML", crowd(3),                     ("[columns]", "[columns"),      "is not TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "rows", "change", "told"), BAD, ids=[case for case, *_ in BAD])
def test_what_is_wrong_is_told_in_one_line(match, case, rows, change, told):
    ended = match(rows, model=MODEL.replace(*change, 1) if change else MODEL)
    assert ended.status in {ExitStatus.INPUT, ExitStatus.USAGE}, case
    assert (ended.out, ended.err.count("error: "), ended.err.count("hint: ")) == ("", 1, 1)
    assert told in ended.err
    assert not Path("out").exists()


def test_a_missing_list_or_model_is_told(umkm):
    assert "`nobody.csv` does not exist" in umkm("dedupe", "--input", "nobody.csv").err
    assert "there is no model `bpun`\n\nhint: did you mean `bpum`?" in umkm("dedupe", "--model", "bpun").err


def test_lists_of_ingest_are_not_mixed_with_others(match, umkm, lists):
    umkm("ingest", lists, "-w", "out")
    ended = match(crowd(3))
    assert ended.status == ExitStatus.STATE
    assert "`out` holds the lists that `umkm ingest` has read" in ended.err
    assert umkm("dedupe", "-w", "out").status == ExitStatus.DONE


def test_lists_are_not_ingested_among_others(match, umkm, lists):
    match(crowd(3))
    ended = umkm("ingest", lists, "-w", "out")
    assert ended.status == ExitStatus.STATE
    assert "`out` holds a list that `umkm dedupe --input` has read" in ended.err
    assert len(matched()) == 3


SMALL = [
    ("one row", crowd(1), [["p0"]]),
    ("all names missing", [(row[0], "", *row[2:]) for row in crowd(30)], alone(crowd(30))),
    ("nothing but ids", [(row[0], "", "", "") for row in crowd(30)], alone(crowd(30))),
]


@pytest.mark.parametrize(("case", "rows", "expected"), SMALL, ids=[case for case, _, _ in SMALL])
def test_a_list_that_tells_little_gives_a_small_answer(match, case, rows, expected):
    assert match(rows).status == ExitStatus.DONE
    assert owners() == sorted(expected), case


CROWDS = [
    ("one name of all", [(f"p{number}", "Anna Alder", "", "") for number in range(50_000)]),
    ("one block of everything", [(f"p{number}", f"Anna {number:x}", "1980-05-12", "York") for number in range(50_000)]),
]


@pytest.mark.parametrize(("case", "rows"), CROWDS, ids=[case for case, _ in CROWDS])
def test_a_crowd_that_looks_alike_takes_bounded_time(match, case, rows):
    began = time.process_time()
    told = json.loads(match(rows, options=["--json"]).out)
    assert told["pairs_compared"] < 60 * len(rows), case
    assert told["records"] == len(rows)
    assert time.process_time() - began < 60  # all pairs would take hours


def test_a_model_can_say_which_value_of_an_owner_counts(match):
    people = [(*row, "2020", f"A{row[0]}") for row in crowd(30)]
    moved = ("new", *people[3][1:3], "Utrecht", "2023", "A-new")
    golden = '[golden]\ntogether = [["town", "code"]]\nlatest = ["town"]\nnewest = "seen"\n[columns]'
    match(
        as_csv([*people, ("old", *people[3][1:]), moved], "id,name,born,town,seen,code"),
        model=MODEL.replace("[columns]", golden),
    )
    owner = next(row for row in Workspace.open(Path("out")).read("owners").to_pylist() if row["records"] == 3)
    assert (owner["town"], owner["code"], owner["seen"]) == ("Utrecht", "A-new", "2020")
    assert dict(owner["origin"])["town"] == "new"
