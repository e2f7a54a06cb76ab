"""proofread: what is wrong with a model file, told before anything is run.

A misspelt level would never come out and a misspelt column never agree: both would be a silent loss of accuracy.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from umkm_cli.errors import BadModelError
from umkm_cli.matching.compare import COMPARERS
from umkm_cli.matching.golden import Golden
from umkm_cli.matching.keys import TRANSFORMS
from umkm_cli.matching.model import Cap, MatchModel
from umkm_cli.matching.prepare import KINDS

PARTS: Mapping[str, frozenset[str]] = {
    "columns": frozenset({"kind", "from", "pattern", "sound"}),
    "pass": frozenset({"keys", "refine"}),
    "comparison": frozenset({"name", "kind", "column", "levels", "within", "echo_of", "is_family"}),
    "apart": frozenset({"column", "spare"}),
    "cap": frozenset(field.name for field in fields(Cap)),
    "golden": frozenset(field.name for field in fields(Golden)),
}
"""What may stand in each part of a model file."""

_OTHER_NAMES = {"passes": "pass", "comparisons": "comparison", "caps": "cap"}
_TOP = frozenset(_OTHER_NAMES.get(field.name, field.name) for field in fields(MatchModel))
_REQUIRED = [
    _OTHER_NAMES.get(field.name, field.name)
    for field in fields(MatchModel)
    if field.default is MISSING and field.default_factory is MISSING
]

_LEVEL = frozenset({"name", "m", "u", "frequency", "is_family"})
RULES: Mapping[str, frozenset[str]] = {
    "text": frozenset({"slips", "at_least"}),
    "rules": frozenset({"same", "compatible", "differ", "unknown"}),
}
"""Kinds of comparisons whose levels say by rules what comes out so, and the rules there are."""

LEVELS: Mapping[str, frozenset[str]] = {
    "name": frozenset({"exact", "variant", "close", "subset", "initial", "one_word", "shared", "different"}),
    "date": frozenset({"exact", "near", "same_year", "different"}),
    "code": frozenset({"exact", "one_digit", "different"}),
    "nik": frozenset({"exact", "one_digit", "cut", "serial", "same_birth", "different"}),
}
"""The other kinds, and the levels each can come out at."""


def proofread(parts: Mapping[str, Any], *, file: str) -> None:
    """Read the parsed text of a model file against what the engine knows.

    Args:
        parts: What the file says.
        file: Its name, for the error.

    Raises:
        BadModelError: `reason` is a message key under `model.`; `name` is the word that is wrong or missing, `where` it
            stands, and `close` what may be meant.
    """
    proof = _Proof(parts, file)
    try:
        for check in (proof.settings, proof.columns, proof.keys, proof.comparisons, proof.caps):
            check()
    except (TypeError, AttributeError, KeyError, ValueError) as error:
        raise BadModelError(file=file, reason="bad_form", name=str(error), where="", close="", known="") from error


@dataclass(frozen=True, slots=True)
class _Proof:
    """One model file, and the checks of it in the order in which errors are told."""

    parts: Mapping[str, Any]
    file: str

    def settings(self) -> None:
        """Every setting is one that there is, and none is missing."""
        for name in self.parts:
            self._known("setting", name, _TOP, "")
        for name in _REQUIRED:
            if name not in self.parts:
                raise BadModelError(file=self.file, reason="missing", name=name, where="", close="", known="")
        for name, part in self._each():
            for key in part:
                self._known("setting", key, PARTS[name], name)

    def columns(self) -> None:
        """Kinds of columns are known, and patterns can be understood."""
        for name, column in self.parts["columns"].items():
            self._known("kind", column.get("kind", "code"), KINDS, f"columns.{name}")
            re.compile(column.get("pattern", ""))

    def keys(self) -> None:
        """What is blocked on are columns, and transforms of them."""
        apart = self.parts.get("apart", {"column": next(iter(self.parts["columns"]))})
        self._known("column", apart["column"], self.parts["columns"], "apart")
        keys = [key for one in self.parts["pass"] for key in (*one["keys"], *one.get("refine", ()))]
        for key in (*keys, *apart.get("spare", ())):
            column, _, transform = key.partition(".")
            self._known("column", column, self.parts["columns"], key)
            if transform and not re.fullmatch(r"first[1-9][0-9]*", transform):
                self._known("transform", transform, [*TRANSFORMS, "first3"], key)

    def comparisons(self) -> None:
        """Kinds, columns and levels of comparisons are known; m and u are shares."""
        names = [comparison["name"] for comparison in self.parts["comparison"]]
        for comparison in self.parts["comparison"]:
            where = f"comparison {comparison['name']}"
            self._known("kind", comparison["kind"], COMPARERS, where)
            if comparison["kind"] != "rules":
                self._known("column", comparison.get("column", comparison["name"]), self.parts["columns"], where)
            self._known("column", comparison.get("within"), [None, *self.parts["columns"]], where)
            self._known("comparison", comparison.get("echo_of"), [None, *names], where)
            for level in comparison["levels"]:
                self._level(level, comparison["kind"], where)

    def _level(self, level: Mapping[str, Any], kind: str, where: str) -> None:
        where = f"{where}, level {level['name']}"
        for key in level:
            self._known("setting", key, _LEVEL | RULES.get(kind, frozenset()), where)
        if kind in LEVELS:
            self._known("level", level["name"], LEVELS[kind], where)
        if kind == "rules":
            for column in (column for key in RULES[kind] for column in level.get(key, ())):
                self._known("column", column, self.parts["columns"], where)
        for share in ("m", "u"):
            if not 0 < level[share] <= 1:
                raise BadModelError(file=self.file, reason="no_share", name=share, where=where, close="", known="")

    def caps(self) -> None:
        """Caps speak of comparisons and levels that there are."""
        levels = {
            one["name"]: ["missing", *(level["name"] for level in one["levels"])] for one in self.parts["comparison"]
        }
        for cap in self.parts.get("cap", ()):
            for comparison, named in cap["when"].items():
                self._known("comparison", comparison, levels, f"cap {cap['name']}")
                for level in named:
                    self._known("level", level, levels[comparison], f"cap {cap['name']}")

    def _each(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Every part of the file, with what kind of part it is."""
        yield from (("columns", column) for column in self.parts["columns"].values())
        yield from ((name, part) for name in ("pass", "comparison", "cap") for part in self.parts.get(name, ()))
        yield from ((name, self.parts[name]) for name in ("apart", "golden") if name in self.parts)

    def _known(self, what: str, name: object, among: Collection[object], where: str) -> None:
        """Refuse a name that is none of these."""
        if name in among:
            return
        known = sorted(str(one) for one in among if one is not None)
        close = difflib.get_close_matches(str(name), known, n=1)
        raise BadModelError(
            file=self.file,
            reason=f"unknown_{what}",
            name=name,
            where=where or self.file,
            close=close[0] if close else known[0],
            known=", ".join(known),
        )
