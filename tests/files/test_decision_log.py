"""The log of a review loses nothing that it has taken: not by a crash, a full disk, nor another's strange file."""

import json
import os
import signal
import stat
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umkm_cli.decisions import Answer, Correction, Decision, Succession, Withdrawal
from umkm_cli.errors import BadDecisionsError, CannotWriteError, PathNotFoundError
from umkm_cli.files.decision_log import append, missing_from, read, read_log, torn_lines

AT = "2026-11-26T07:00:00.000001+00:00"
DECISION = Decision(
    id="d1", act="a1", by="Ani", at=AT, left="r1", right="r2", answer=Answer.SAME, note="KTP\n“baru”", weight=-3.5,
    probability=0.08, levels={"nik": "exact"}, settles=("d0",),
)  # fmt: skip
ENTRIES = [
    DECISION,
    Correction(id="c1", act="a2", by="Ani", at=AT, record="r1", column="name", value="SITI", reason="salah ketik"),
    Withdrawal(id="w1", by="Budi", at=AT, withdraws=("d1", "c1")),
    Succession(id="s1", by="umkm", at=AT, old="r1", new="r3"),
]


@pytest.fixture
def log(tmp_path):
    return tmp_path / "ws" / "decisions.jsonl"


def refused(path, content):
    path.write_bytes(content)
    with pytest.raises(BadDecisionsError) as caught:
        read_log(path)
    return caught.value.facts["reason"], caught.value.facts["row"]


def line(**changed):
    return json.dumps({"kind": "decision", "id": "x", "act": "a", "by": "Ani", "at": AT, "left": "r1", "right": "r2",
                       "answer": "same"} | changed).encode() + b"\n"  # fmt: skip


def test_what_was_written_is_read_back(log):
    for entry in ENTRIES:
        append(log, [entry])
    append(log, [])
    assert read(log) == ENTRIES
    append(log, ENTRIES)
    assert read(log) == [*ENTRIES, *ENTRIES]


def test_no_log_is_an_empty_one_unless_somebody_names_it(log):
    assert read(log) == []
    with pytest.raises(PathNotFoundError):
        read_log(log)


@pytest.mark.skipif(os.name == "nt", reason="there are no such modes")
def test_only_its_owner_may_read_the_log(log):
    append(log, ENTRIES)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


@pytest.mark.parametrize("left", range(1, 40, 7))
def test_a_torn_last_line_is_left_out_and_the_next_entry_stands_whole(log, left):
    append(log, ENTRIES[:2])
    whole = log.read_bytes()
    log.write_bytes(whole + line()[:left])
    assert read(log) == ENTRIES[:2]
    append(log, ENTRIES[2:])
    assert read(log) == ENTRIES
    assert torn_lines(log) == (3,)


def test_of_a_whole_log_and_of_none_no_line_is_torn(log):
    assert torn_lines(log) == ()
    append(log, ENTRIES)
    assert torn_lines(log) == ()


def test_a_last_line_without_its_end_counts_when_it_is_whole(log):
    append(log, ENTRIES[:1])
    log.write_bytes(log.read_bytes().rstrip(b"\n"))
    assert read(log) == ENTRIES[:1]
    append(log, ENTRIES[1:])
    assert read(log) == ENTRIES


def test_merging_takes_what_is_not_there():
    assert missing_from(ENTRIES, ENTRIES[1:3]) == [ENTRIES[0], ENTRIES[3]]
    assert missing_from([replace(DECISION, note="other")], ENTRIES) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"halo\n", ("no_entry", 1)),
        (line() + b'{"kind":"decision"}\n', ("no_entry", 2)),
        (line() + b"\n" + b"[1, 2]}\n", ("no_entry", 3)),
        (b'{"kind":"prophecy","id":"x"}\n', ("newer", 1)),
        (b'{"kind":["decision"]}\n', ("no_entry", 1)),
        (b'{"id":"x"}\n', ("no_entry", 1)),
        (b"[" * 200_000 + b"}\n", ("no_entry", 1)),
        (b"\xff\xfe\x00}\n", ("no_entry", 1)),
        (b"x" * 5_000_000, ("no_entry", 1)),
        *(
            (line(**changed), ("no_entry", 1))
            for changed in (
                {"answer": "perhaps"}, {"answer": ["same"]}, {"left": 7}, {"by": None}, {"weight": "much"},
                {"weight": float("nan")}, {"weight": True}, {"levels": ["nik"]}, {"levels": {"nik": 3}},
                {"was_shown": "yes"}, {"settles": "d1"}, {"settles": [1]}, {"at": "yesterday"}, {"at": "2026-01-01"},
                {"note": {"a": 1}},
            )
        ),
    ],
)  # fmt: skip
def test_a_strange_line_is_named(tmp_path, content, told):
    assert refused(tmp_path / "log", content) == told


def test_what_a_newer_umkm_adds_to_an_entry_is_left_out(tmp_path):
    (tmp_path / "log").write_bytes(line(mood="good"))
    assert [one.id for one in read_log(tmp_path / "log")] == ["x"]


@given(content=st.one_of(st.binary(max_size=200), st.binary(max_size=40).map(lambda part: line() + b"{" + part + b"}")))
def test_no_file_makes_reading_fail_otherwise(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "strange.jsonl"
    path.write_bytes(content)
    with suppress(BadDecisionsError):
        assert all(entry.id for entry in read_log(path))


def test_a_folder_in_the_place_of_the_log_cannot_be_written_to(tmp_path):
    with pytest.raises(CannotWriteError):
        append(tmp_path, ENTRIES)


WRITER = """
import sys
from pathlib import Path
from umkm_cli.decisions import Succession
from umkm_cli.files.decision_log import append
for number in range(10**9):
    entries = [Succession(id=f"{number}-{part}", by="umkm", at="2026-11-26T07:00:00+00:00", old="a" * 500, new="b")
               for part in range(3)]
    append(Path(sys.argv[1]), entries)
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
@pytest.mark.parametrize("acts", [1, 40, 150])
def test_whoever_is_killed_while_writing_loses_at_most_the_act_at_hand(log, acts):
    """Acts of three entries; each is told on stdout once it is on the disk."""
    command = [sys.executable, "-c", WRITER, str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603 - this Python
        for _ in range(acts):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        told = acts + len(writer.stdout.read().splitlines())
    kept = [entry.id for entry in read(log)]
    assert kept[: told * 3] == [f"{number}-{part}" for number in range(told) for part in range(3)]
    assert len(kept) <= told * 3 + 3
    append(log, ENTRIES)
    assert read(log)[-len(ENTRIES) :] == ENTRIES
    assert len(read(log)) == len(kept) + len(ENTRIES)


FULL = """
import resource, signal, sys
from pathlib import Path
from umkm_cli.decisions import Succession
from umkm_cli.errors import CannotWriteError
from umkm_cli.files.decision_log import append
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
entry = lambda number: Succession(id=str(number), by="umkm", at="2026-11-26T07:00:00+00:00", old="a" * 300, new="b")
for number in range(99):
    try:
        append(Path(sys.argv[1]), [entry(number)] * 2)
    except CannotWriteError:
        print(number)
        break
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no limit to a file's size")
def test_a_disk_that_gets_full_leaves_the_log_as_it_was(log):
    command = [sys.executable, "-c", FULL, str(log)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - this Python
    failed = int(told.stdout)
    assert failed > 1
    assert [entry.id for entry in read(log)] == [str(number) for number in range(failed) for _ in range(2)]
    assert log.read_bytes().endswith(b"}\n")
