"""book_answers: the rows of review workbooks -> decisions, and what is to be said of every row that is none."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from umkm_cli.decisions import Answer, Decision
from umkm_cli.findings.book_rows import TAKEN, Filled, Judged, Pair
from umkm_cli.messages import LANGUAGES, say
from umkm_cli.row_codes import read_code

_LONGEST = 60
"""Letters that are told of what somebody wrote instead of an answer."""

_ALSO = {"berbeda": Answer.DIFFERENT, "tidak tahu": Answer.UNSURE, "?": Answer.UNSURE, "=": Answer.SAME}


@dataclass(frozen=True, slots=True)
class Known:
    """What the workspace knows.

    Attributes:
        records: Every record it has, or has had: `record_id` by what a code calls it.
        names: Name of today of records that were corrected in their lists.
        last: Each reviewer's answer that counts.
        entries: Names of all entries of the log.
    """

    records: Mapping[str, str]
    names: Mapping[str, str]
    last: Mapping[tuple[str, Pair], Decision]
    entries: Collection[str]


def parse_answer(text: str) -> Answer | None:
    """An answer as people write it: in any language, in any case, cut short where that leaves no doubt.

    >>> parse_answer(" SAMA."), parse_answer("b"), parse_answer("Diff"), parse_answer("TRUE")
    (<Answer.SAME: 'same'>, <Answer.DIFFERENT: 'different'>, <Answer.DIFFERENT: 'different'>, None)
    """
    word = " ".join(text.split()).casefold().strip(" .!,;") or text.strip()
    if word in _ALSO:
        return _ALSO[word]
    meant = {
        answer for answer in Answer for language in LANGUAGES if say(f"answer.{answer}", language).startswith(word)
    }
    return meant.pop() if word and len(meant) == 1 else None


def judge(rows: Sequence[Filled], known: Known) -> list[Judged]:
    """Say of each row what becomes of it, in order."""
    first = [_judge(row, known) for row in rows]
    said: dict[tuple[str, Pair], list[int]] = defaultdict(list)
    for place, one in enumerate(first):
        if one.pair and one.outcome in TAKEN | {"unchanged", "stale"}:
            said[one.filled.reviewer, one.pair].append(place)
    for places in said.values():
        answers = {first[place].answer for place in places}
        for place in places if len(answers) > 1 else places[1:]:
            first[place] = _again(first[place], differs=len(answers) > 1)
    return first


def entry_id(one: Judged) -> str:
    """A name for the entry of an answer: the same whenever the same answer comes from the same workbook."""
    about = (one.code.batch, one.code.left, one.code.right) if one.code else ()
    told = (about, one.filled.reviewer, str(one.answer), _note(one.filled))
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _judge(row: Filled, known: Known) -> Judged:
    note = _note(row)
    if not row.decision.strip():
        return Judged(row, "note_only" if note else "blank", note[:_LONGEST])
    code = read_code(row.code)
    if code is None:
        return Judged(row, "no_code")
    records = [known.records.get(name) for name in (code.left, code.right)]
    if None in records:
        return Judged(row, "unknown", code=code)
    left, right = sorted(known.names.get(name, name) for name in filter(None, records))
    if altered := code.altered(row.cells):
        return Judged(row, "altered", ", ".join(altered), pair=(left, right), code=code)
    answer = parse_answer(row.decision)
    if answer is None:
        return Judged(row, "invalid", row.decision[:_LONGEST], pair=(left, right), code=code)
    return _held_against(Judged(row, "taken", answer=answer, pair=(left, right), code=code), known)


def _held_against(one: Judged, known: Known) -> Judged:
    """The same row, held against what its reviewer has said before."""
    pair = one.pair or ("", "")
    before = known.last.get((one.filled.reviewer, pair))
    if before and before.answer is one.answer and _note(one.filled) in ("", before.note):
        return _with(one, "unchanged")
    if entry_id(one) in known.entries:
        return _with(one, "stale", str(before.answer) if before else "")
    return _with(one, "changed", str(before.answer)) if before and before.answer is not one.answer else one


def _again(one: Judged, *, differs: bool) -> Judged:
    return _with(one, "twice" if differs else "unchanged", one.told)


def _with(one: Judged, outcome: str, told: str = "") -> Judged:
    return Judged(one.filled, outcome, told, one.answer, one.pair, one.code)


def _note(row: Filled) -> str:
    return " ".join(row.note.split())
