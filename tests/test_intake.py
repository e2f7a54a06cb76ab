"""intake: what workers answer, and how it travels."""

import pickle

from umkm_cli.intake import Cleaned
from umkm_cli.schema import RECORDS, REJECTS


def records(count):
    return RECORDS.from_rows([{"record_id": f"{number:016x}", "flags": ["phone_bad"]} for number in range(count)])


def test_an_answer_arrives_as_it_was_sent():
    sent = Cleaned(records(3), REJECTS.from_rows([{"source_row": 1, "cells": ["x"]}]), [[{"records": 3}], "broken"])
    assert pickle.loads(pickle.dumps(sent)) == sent  # noqa: S301 - our own


def test_of_a_part_of_a_table_no_more_is_sent():
    whole = records(10_000)
    sent = pickle.dumps(Cleaned(whole.slice(0, 10), REJECTS.empty(), []))
    assert len(sent) < whole.nbytes / 2
