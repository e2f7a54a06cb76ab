"""Features: what the yardstick learns from, a row of numbers per pair; NaN where nothing is known.

The comparison vectors of the shipped model and how common each value is, then raw likenesses and counts of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, JaroWinkler, Levenshtein
from rapidfuzz.process import cpdist

from benchmarks.yardstick.world import Ints, World
from umkm_cli.matching.compare import compare
from umkm_cli.matching.model import load_model
from umkm_cli.matching.packed import unpack

Feature = npt.NDArray[np.float32]
Features = npt.NDArray[np.float32]
Texts = npt.NDArray[np.object_]

_NIK_PARTS = {"region": slice(0, 6), "birth": slice(6, 12), "serial": slice(12, 16)}
_CHUNK = 200_000
"""Pairs looked at together."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns of the records: texts with "" for nothing, numbers with NaN."""

    text: dict[str, Texts]
    number: dict[str, Feature]
    counts: dict[str, Feature]


class Looks:
    """The pairs of a world as features."""

    def __init__(self, world: World) -> None:
        self._world, self._columns = world, _columns(world.records)

    def features(self, pairs: Ints) -> Features:
        """(pairs, features) of packed pairs, of which there is one at least."""
        chunks = [pairs[start : start + _CHUNK] for start in range(0, len(pairs), _CHUNK)]
        return np.concatenate([_of_chunk(self._world, self._columns, chunk) for chunk in chunks])


def _of_chunk(world: World, columns: _Columns, pairs: Ints) -> Features:
    model = load_model()
    vectors = compare(world.prepared, pairs, model=model)
    left, right = unpack(pairs)
    is_told = [any(level.frequency for level in comparison.levels) for comparison in model.comparisons]
    own = [*_names(columns, left, right), *_numbers(columns, left, right), *_dates_and_places(columns, left, right)]
    own += [*_lists(columns, left, right), *_counts(columns, left, right)]
    return np.column_stack([vectors.levels, np.log2(vectors.frequency[:, is_told]), *own]).astype(np.float32)


def _columns(records: pa.Table) -> _Columns:
    names = ("name_key", "nik", "nik_status", "phone", "no_kk", "village_code", "district_code", "hamlet", "gender",
             "list", "source_id", "business", "product")  # fmt: skip
    text = {name: _text(records[name]) for name in names}
    text["joined"] = np.array([name.replace(" ", "") for name in text["name_key"]], object)
    text["first"] = np.array([name.partition(" ")[0] for name in text["name_key"]], object)
    text["last"] = np.array([name.rpartition(" ")[2] for name in text["name_key"]], object)
    days = pc.cast(pc.cast(records["birth_date"], pa.int32()), pa.float32())
    number = {name: _number(records[name]) for name in ("rt", "rw", "year")} | {"birth": _number(days)}
    number["words"] = np.array([len(name.split()) for name in text["name_key"]], np.float32)
    spot = zip(text["village_code"], number["rt"], number["rw"], strict=True)
    text["spot"] = np.array([f"{village}/{rt:.0f}/{rw:.0f}" for village, rt, rw in spot], object)
    together = {
        "name in the list": (text["name_key"],),
        "name in the village": (text["name_key"], text["village_code"]),
        "name in the RT": (text["name_key"], text["spot"]),
        "first word": (text["first"],),
        "last word": (text["last"],),
        "phone": (text["phone"],),
        "no_kk": (text["no_kk"],),
        "nik": (text["nik"],),
    }
    return _Columns(text, number, {name: _how_often(parts) for name, parts in together.items()})


def _text(column: pa.ChunkedArray) -> Texts:
    return np.array(pc.fill_null(pc.cast(column, pa.string()), "").to_pylist(), object)


def _number(column: pa.ChunkedArray) -> Feature:
    return np.array([np.nan if value is None else value for value in column.to_pylist()], np.float32)


def _how_often(parts: Sequence[Texts]) -> Feature:
    """How many records share the value of each, as a power of two; NaN where there is none."""
    keys = ["\x1f".join(values) if all(values) else "" for values in zip(*parts, strict=True)]
    _, place, counts = np.unique(np.array(keys), return_inverse=True, return_counts=True)
    often = np.log2(counts)[place].astype(np.float32)
    often[[not key for key in keys]] = np.nan
    return often


def _known(texts: Texts, left: Ints, right: Ints) -> npt.NDArray[np.bool_]:
    known: npt.NDArray[np.bool_] = (texts[left] != "") & (texts[right] != "")
    return known


def _where(known: npt.NDArray[np.bool_], values: npt.NDArray[np.generic]) -> Feature:
    return np.where(known, values.astype(np.float32), np.float32(np.nan)).astype(np.float32)


def _same(texts: Texts, left: Ints, right: Ints) -> Feature:
    return _where(_known(texts, left, right), texts[left] == texts[right])


def _names(columns: _Columns, left: Ints, right: Ints) -> Iterator[Feature]:
    name, joined, words = columns.text["name_key"], columns.text["joined"], columns.number["words"]
    known = _known(name, left, right)
    for scorer in (JaroWinkler.similarity, fuzz.ratio, fuzz.token_sort_ratio, fuzz.token_set_ratio):
        yield _where(known, cpdist(name[left], name[right], scorer=scorer))
    yield _where(known, cpdist(joined[left], joined[right], scorer=Indel.normalized_similarity))
    for part in ("first", "last"):
        text = columns.text[part]
        yield _where(known, cpdist(text[left], text[right], scorer=JaroWinkler.similarity))
    first, last = columns.text["first"], columns.text["last"]
    crossed = cpdist(first[left], last[right], scorer=JaroWinkler.similarity)
    yield _where(known, np.maximum(crossed, cpdist(last[left], first[right], scorer=JaroWinkler.similarity)))
    yield np.minimum(words[left], words[right])
    yield np.maximum(words[left], words[right])


def _numbers(columns: _Columns, left: Ints, right: Ints) -> Iterator[Feature]:
    nik, phone = columns.text["nik"], columns.text["phone"]
    known = _known(nik, left, right)
    yield _where(known, cpdist(nik[left], nik[right], scorer=Levenshtein.distance))
    digits = np.array([number if len(number) == 16 else "?" * 16 for number in nik], "U16").view("U1").reshape(-1, 16)
    differs = (digits[left] != digits[right]) & (digits[left] != "?") & (digits[right] != "?")
    for part in _NIK_PARTS.values():
        yield _where(known, differs[:, part].sum(axis=1))
    yield _where(known, ((digits[left] == "?") | (digits[right] == "?")).sum(axis=1))
    yield (nik[left] != "").astype(np.float32) + (nik[right] != "")
    is_sound = columns.text["nik_status"] == "ok"
    yield is_sound[left].astype(np.float32) + is_sound[right]
    yield _where(_known(phone, left, right), cpdist(phone[left], phone[right], scorer=Levenshtein.distance))
    yield _same(columns.text["no_kk"], left, right)


def _dates_and_places(columns: _Columns, left: Ints, right: Ints) -> Iterator[Feature]:
    birth = columns.number["birth"]
    yield np.abs(birth[left] - birth[right])
    days = np.nan_to_num(birth).astype("datetime64[D]")
    for unit in ("M", "Y"):
        part = days.astype(f"datetime64[{unit}]").astype(np.int64)
        part = part % 12 if unit == "M" else part
        yield _where(~np.isnan(birth[left] + birth[right]), np.abs(part[left] - part[right]))
    for name in ("gender", "village_code", "district_code"):
        yield _same(columns.text[name], left, right)
    hamlet = columns.text["hamlet"]
    yield _where(_known(hamlet, left, right), cpdist(hamlet[left], hamlet[right], scorer=fuzz.ratio))
    for name in ("rt", "rw"):
        yield np.abs(columns.number[name][left] - columns.number[name][right])


def _lists(columns: _Columns, left: Ints, right: Ints) -> Iterator[Feature]:
    is_survey = columns.text["list"] == "survey"
    yield is_survey[left].astype(np.float32) + is_survey[right]
    yield np.abs(columns.number["year"][left] - columns.number["year"][right])
    yield _same(columns.text["source_id"], left, right)
    for name in ("business", "product"):
        text = columns.text[name]
        yield _where(_known(text, left, right), cpdist(text[left], text[right], scorer=fuzz.token_set_ratio))


def _counts(columns: _Columns, left: Ints, right: Ints) -> Iterator[Feature]:
    for often in columns.counts.values():
        yield np.fmin(often[left], often[right])
        yield np.fmax(often[left], often[right])
