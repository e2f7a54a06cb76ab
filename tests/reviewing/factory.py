"""Entries of a log, said in one line each."""

from itertools import count

from umkm_cli.decisions import Answer, Correction, Decision

_number = count(1)


def said(left, right, answer, *, by="Ani", at=None, act=None, **more):
    """A decision; later ones are later unless `at` is told."""
    number = next(_number)
    left, right = sorted((left, right))
    name = f"d{number}"
    return Decision(
        id=name, act=act or name, by=by, at=at or f"2026-11-01T{number:06d}",
        left=left, right=right, answer=Answer(answer), **more,
    )  # fmt: skip


def corrected(record, column, value, *, by="Ani"):
    """A correction; later ones are later."""
    number = next(_number)
    return Correction(
        id=f"c{number}", act=f"c{number}", by=by, at=f"2026-11-01T{number:06d}",
        record=record, column=column, value=value, reason="KTP",
    )  # fmt: skip
