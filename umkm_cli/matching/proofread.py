"""proofread: what is wrong with a model file, told before anything is run.

A misspelt level would never come out and a misspelt column never agree: both would cost accuracy without a word.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, NoReturn

from umkm_cli.errors import BadModelError
from umkm_cli.matching.compare import COMPARERS
from umkm_cli.matching.golden import Golden
from umkm_cli.matching.keys import SEVERAL, TRANSFORMS
from umkm_cli.matching.model import Apart, Bound, Comparison, Level, MatchModel, Pass, read_model
from umkm_cli.matching.prepare import KINDS
from umkm_cli.matching.texts import RULES as TEXT_RULES


def _names(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))


LISTS: Mapping[str, str] = {"passes": "pass", "comparisons": "comparison", "bounds": "bound"}
"""What a model has several of, and how a file calls one."""

PARTS: Mapping[str, frozenset[str]] = {
    "columns": frozenset({"kind", "from", "pattern", "sound"}),
    "pass": _names(Pass),
    "comparison": _names(Comparison),
    "bound": _names(Bound),
    "apart": _names(Apart),
    "golden": _names(Golden),
}
"""What may stand in each part of a model file."""

RULES: Mapping[str, frozenset[str]] = {
    "text": frozenset(TEXT_RULES),
    "digits": frozenset(TEXT_RULES),
    "rules": frozenset({"same", "compatible", "differ", "unknown"}),
}
"""Kinds of comparisons whose levels say by a rule what comes out so."""

LEVELS: Mapping[str, frozenset[str]] = {
    "name": frozenset(
        {"exact", "variant", "close", "subset", "initial", "one_word", "several", "alike", "shared", "different"}
    ),
    "date": frozenset({"exact", "near", "same_year", "different"}),
    "code": frozenset({"exact", "one_digit", "different"}),
    "nik": frozenset({"exact", "one_digit", "cut", "serial", "next_serial", "same_birth", "different"}),
}
"""The other kinds, and the levels that each can come out at."""


def read_proofread(parts: Mapping[str, Any], *, file: str) -> MatchModel:
    """The model of a file, if all that it names is there.

    Args:
        parts: What the file says.
        file: Its name, for the error.

    Raises:
        BadModelError: `reason` is a message key under `model.`; `name` is what is wrong or missing, `where` it stands,
            `known` is what there is, and `close` what may be meant.
    """
    proof = _Proof(file)
    try:
        proof.settings(parts)
        model = read_model(dict(parts))
        for check in (proof.columns, proof.keys, proof.comparisons, proof.bounds):
            check(model)
    except (TypeError, AttributeError, KeyError, ValueError, re.error) as error:
        proof.refuse("bad_form", str(error))
    return model


@dataclass(frozen=True, slots=True)
class _Proof:
    """The checks of one model file, in the order in which errors are told."""

    file: str

    def settings(self, parts: Mapping[str, Any]) -> None:
        """Every setting is one that there is, and none is missing."""
        named = {field: LISTS.get(field.name, field.name) for field in fields(MatchModel)}
        for name in parts:
            self.known("setting", name, named.values(), self.file)
        for field, name in named.items():
            if field.default is MISSING and field.default_factory is MISSING and name not in parts:
                self.refuse("missing", name)
        for name, part in _each(parts):
            for key in part:
                self.known("setting", key, PARTS[name], name)

    def columns(self, model: MatchModel) -> None:
        """Kinds of columns are known, and patterns can be understood."""
        for column in model.columns:
            self.known("kind", column.kind, KINDS, f"columns.{column.name}")
            re.compile(column.pattern or "")

    def keys(self, model: MatchModel) -> None:
        """What is blocked on are columns, and transforms of them."""
        columns = [column.name for column in model.columns]
        keys = [key for one in model.passes for key in (*one.keys, *one.refine)]
        if model.apart:
            keys += [model.apart.column, *model.apart.spare, model.apart.names or model.apart.column]
        for key in keys:
            column, _, transform = key.partition(".")
            self.known("column", column, columns, f"pass {key}")
            if transform and not re.fullmatch(r"first[1-9][0-9]*", transform):
                self.known("transform", transform, [*TRANSFORMS, "first3"], f"pass {key}")

        for key in model.apart.spare if model.apart else ():
            if key.partition(".")[2] in SEVERAL:  # a pair is spared by the key both have, not by one of many
                self.refuse("unknown_transform", key.partition(".")[2], "apart.spare", TRANSFORMS.keys() - SEVERAL)

    def comparisons(self, model: MatchModel) -> None:
        """Kinds, columns and levels of comparisons are known, and what is a share lies between 0 and 1."""
        columns = [column.name for column in model.columns]
        for comparison in model.comparisons:
            where = f"comparison {comparison.name}"
            self.known("kind", comparison.kind, COMPARERS, where)
            if comparison.kind != "rules":
                self.known("column", comparison.column, columns, where)
            self.known("column", comparison.within, [None, *columns], where)
            self.known("comparison", comparison.echo_of, [None, *model.comparison_names], where)
            if not comparison.levels:
                self.refuse("missing", "levels", where)
            for level in comparison.levels:
                self._level(level, comparison.kind, columns, f"{where}, level {level.name}")

    def _level(self, level: Level, kind: str, columns: list[str], where: str) -> None:
        for key, value in level.rule.items():
            self.known("setting", key, _names(Level) - {"rule"} | RULES.get(kind, frozenset()), where)
            for column in value if kind == "rules" else ():
                self.known("column", column, columns, where)
        if kind in LEVELS:
            self.known("level", level.name, LEVELS[kind], where)
        for name, share in (("m", level.m), ("u", level.u), ("h", 1 if level.h is None else level.h)):
            if not 0 < share <= 1:
                self.refuse("no_share", name, where)

    def bounds(self, model: MatchModel) -> None:
        """Bounds speak of comparisons and levels that there are."""
        levels = {comparison.name: comparison.level_names for comparison in model.comparisons}
        for bound in model.bounds:
            for comparison, named in bound.when.items():
                self.known("comparison", comparison, levels, f"bound {bound.name}")
                for level in named:
                    self.known("level", level, levels[comparison], f"bound {bound.name}")

    def known(self, what: str, name: object, among: Collection[object], where: str) -> None:
        """Refuse a name that is none of these."""
        if name not in among:
            self.refuse(f"unknown_{what}", str(name), where, [str(one) for one in among if one is not None])

    def refuse(self, reason: str, name: str, where: str = "", among: Collection[str] = ()) -> NoReturn:
        """Raise `BadModelError`."""
        known = sorted(among) or [""]
        told = {"close": difflib.get_close_matches(name, known, n=1, cutoff=0)[0], "known": ", ".join(known)}
        raise BadModelError(file=self.file, reason=reason, name=name, where=where, **told)


def _each(parts: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every part of the file, with what kind of part it is."""
    yield from (("columns", column) for column in parts["columns"].values())
    yield from ((name, part) for name in LISTS.values() for part in parts.get(name, ()))
    yield from ((name, parts[name]) for name in ("apart", "golden") if name in parts)
