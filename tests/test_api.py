"""The commands in a notebook: the same answers as on the command line, as DataFrames."""

import subprocess
import sys
from datetime import date

import pandas as pd
import pytest

from tests.conftest import BPUM, SITI, SITI_AGAIN, SLAMET, write_list
from tests.matching.factory import records, strangers
from umkm_cli import api
from umkm_cli.config import Config
from umkm_cli.errors import BadDecisionsError, BadLabelsError, BadSettingError, MissingColumnError, UnknownRowError
from umkm_cli.matching.model import load_model
from umkm_cli.pipeline import find_owners
from umkm_cli.progress import NoProgress

SITI_ROW = {"name": "SITI AMINAH", "nik": "3325115205809001", "village_code": "33.25.11.2001", "rt": 1, "rw": 2}
PEOPLE = [SITI_ROW, {**SITI_ROW, "name": "SITI AMIMAH"}, *strangers(30)]


@pytest.fixture(scope="module")
def matched():
    return api.dedupe(records(*PEOPLE).to_pandas())


def test_a_frame_gives_the_same_owners_as_the_pipeline(matched):
    found = find_owners(records(*PEOPLE), model=load_model(), config=Config(), progress=NoProgress())
    assert matched.facts == found.facts
    assert matched.clusters["owner_id"].tolist() == found.clusters["owner_id"].to_pylist()
    assert matched.owners["records"].max() == 2
    assert repr(matched) == "Matched(records=32, owners=31)"


def test_settings_are_given_by_name_and_refused_as_everywhere(matched):
    strict = api.dedupe(records(*PEOPLE).to_pandas(), match_threshold=1.0)
    assert len(strict.owners) == 32 > len(matched.owners)
    with pytest.raises(BadSettingError):
        api.dedupe(records(*PEOPLE).to_pandas(), match_threshold=2)


def test_what_people_decided_goes_before_what_the_weights_say():
    first, second, third = (f"{number:016x}" for number in (1, 2, 3))
    told = pd.DataFrame(
        [(second, first, "different"), (first, third, "same"), (second, third, "unsure")],
        columns=["left", "right", "answer"],
    )
    owner = api.dedupe(records(*PEOPLE).to_pandas(), decisions=told).clusters.set_index("record_id")["owner_id"]
    assert owner[first] == owner[third] != owner[second]


def test_decisions_that_contradict_each_other_do_not_bind():
    first, second = (f"{number:016x}" for number in (1, 2))
    told = pd.DataFrame({"left": first, "right": second, "answer": ["different", "same"], "by": ["Ani", "Budi"]})
    assert api.dedupe(records(*PEOPLE).to_pandas(), decisions=told).owners["records"].max() == 2


@pytest.mark.parametrize("told", [{"left": ["a"], "right": ["b"]}, {"left": ["a"], "right": ["b"], "answer": ["ya"]}])
def test_a_row_that_is_no_decision_is_refused(told):
    with pytest.raises(BadDecisionsError):
        api.dedupe(records(*PEOPLE).to_pandas(), decisions=pd.DataFrame(told))


def test_a_pair_is_explained_as_text_and_as_lines(matched):
    told = api.explain(matched, "list.xlsx:Sheet1:1", "0000000000000002")
    assert "They are one owner" in repr(told)
    assert "Keduanya satu pemilik" in repr(
        api.explain(matched, "list.xlsx:Sheet1:1", "list.xlsx:Sheet1:2", language="id")
    )
    assert told.lines["bits"].sum() == pytest.approx(told.story.weight)
    with pytest.raises(UnknownRowError):
        api.explain(matched, "zz", "list.xlsx:Sheet1:1")


def test_an_owner_is_explained_by_its_links(matched):
    owner = matched.owners.loc[matched.owners["records"] == 2, "owner_id"].iloc[0]
    told = api.explain_owner(matched, owner)
    assert "What holds them together" in repr(told)
    assert told.lines["bits"].sum() == pytest.approx(sum(link.weight for link in told.story.links))


def test_owners_are_held_against_labels(matched):
    labels = pd.DataFrame(
        {
            "record_id": [f"{row:016x}" for row in (1, 2, 3)],
            "owner": ["A", "A", "B"],
            "case": ["twins; moved", None, ""],
        }
    )
    found = api.evaluate(matched, labels)
    assert (found.true_pairs, found.right_pairs, found.labelled) == (1, 1, 3)
    assert [case.case for case in found.cases] == ["moved", "twins"]
    by_place = pd.DataFrame(
        {"source_file": ["list.xlsx"], "source_sheet": ["Sheet1"], "source_row": [1], "owner": ["A"]}
    )
    assert api.evaluate(matched, by_place).labelled == 1
    with pytest.raises(BadLabelsError):
        api.evaluate(matched, labels.assign(record_id="other"))


def test_a_frame_of_other_columns_is_taken_as_text_and_dates_and_its_rows_are_numbered():
    frame = pd.DataFrame(
        {
            "born": pd.to_datetime(["1980-05-12", None]),
            "day": [date(1980, 5, 12), None],
            "postcode": [2000.0, None],
            "name": ["SITI", None],
        }
    )
    assert api._table(frame, "id").to_pylist() == [
        {"born": date(1980, 5, 12), "day": date(1980, 5, 12), "postcode": "2000", "name": "SITI", "record_id": "1"},
        {"born": None, "day": None, "postcode": None, "name": None, "record_id": "2"},
    ]


def test_a_model_that_only_links_has_to_be_told_the_lists():
    with pytest.raises(MissingColumnError) as caught:
        api.dedupe(
            pd.DataFrame({name: ["x", "y"] for name in load_model("febrl4").sources}).assign(rec_id=["1", "2"]),
            model="febrl4",
        )
    assert caught.value.facts["column"] == "source"


NOTEBOOK = """
from umkm_cli import api as umkm
lists = umkm.ingest("lists", workers=1)
matched = umkm.dedupe(lists)
funnel = umkm.report(lists, matched)["coverage_funnel"].set_index("step")["count"]
print(len(lists.records), len(lists.sources), len(matched.owners), funnel["records"])
"""


def test_from_spreadsheets_to_coverage(tmp_path):
    write_list(tmp_path / "lists" / "subah.csv", BPUM, SLAMET, SITI, SITI_AGAIN, title="DESA SUBAH KECAMATAN SUBAH")
    ended = subprocess.run([sys.executable, "-c", NOTEBOOK], cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert ended.stdout.split() == ["3", "1", "2", "3"]
