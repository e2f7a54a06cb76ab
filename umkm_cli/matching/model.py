"""What a model file says: which columns there are, how records are blocked, compared and judged.

The engine knows kinds of columns, not lists of people: everything about BPUM stands in `models/bpum.toml`, whose
comments say what each number means.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """A column of the list, as matching sees it.

    Attributes:
        name: How passes and comparisons call it.
        kind: One of `prepare.KINDS`.
        sources: Columns of the list it is made of; several are put together.
        pattern: Only values that match this regular expression as a whole count; None for all.
        status: Column and values that say that a number is sound (`nik` only).
    """

    name: str
    kind: str = "code"
    sources: tuple[str, ...]
    pattern: str | None = None
    status: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One outcome of a comparison.

    Attributes:
        name: How it is called in `pairs.parquet` and in explanations.
        m: Share of true pairs with this outcome, to begin with.
        u: Share of other pairs with this outcome, to begin with.
        h: Share of pairs of two people of one household with this outcome, to begin with; None: as of strangers.
        frequency: When given, u of a pair is this many times the relative frequency of the compared value.
        rule: What makes a pair come out so, for kinds whose levels are given by rules.
    """

    name: str
    m: float
    u: float
    h: float | None = None
    frequency: float | None = None
    rule: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One comparison and its levels, strongest first. Level 0 in a vector is always `missing`.

    Attributes:
        name: The comparison.
        kind: One of `compare.COMPARERS`.
        column: The column compared.
        levels: Without `missing`.
        within: Column of the place in which a value may be commoner than in the whole list; None for none.
        is_ordered: The levels are given by strength; else what each says is learnt as it comes.
        echo_of: Number column whose own digits this one may only repeat: then it is no second witness; None for none.
    """

    name: str
    kind: str
    column: str
    levels: tuple[Level, ...]
    within: str | None = None
    echo_of: str | None = None
    is_ordered: bool = True

    @cached_property
    def level_names(self) -> tuple[str, ...]:
        """Names by level number, `missing` first."""
        return ("missing", *(level.name for level in self.levels))

    def number(self, *names: str) -> int:
        """Number of the first of these levels that the model has, else that of its last level."""
        return next((self.level_names.index(name) for name in names if name in self.level_names), len(self.levels))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One blocking pass.

    Attributes:
        keys: Records that agree on all of these are compared.
        refine: Keys added one by one to a block that is too large.
    """

    keys: tuple[str, ...]
    refine: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What pairs of some levels weigh at most, or at least.

    Attributes:
        name: How explanations call it.
        least, most: Bits above even odds.
        when: Comparison -> levels; all have to hold.
    """

    name: str
    least: float = -np.inf
    most: float = np.inf
    when: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Numbers that no single person can have both, and what keeps such a pair worth a look.

    Attributes:
        column: A column of kind `nik`.
        spare: Keys; pairs that agree on one of them are compared all the same, for the reviewer.
        names: Column of names; a number that stands with two of them contradicts nothing. None: every number may.
    """

    column: str
    spare: tuple[str, ...] = ()
    names: str | None = None


@dataclass(frozen=True, kw_only=True)
class MatchModel:
    """A whole model file; the comments in `models/bpum.toml` say what each number means."""

    name: str
    columns: tuple[ColumnSpec, ...]
    passes: tuple[Pass, ...]
    comparisons: tuple[Comparison, ...]
    prior_repeats: float = 0.1
    prior_relatives: float = 0.05
    m_strength: float = 30
    h_strength: float = 3000
    u_strength: float = 1000
    max_block: int = 50
    id: str = ""
    order: tuple[str, ...] = ()
    link_only: bool = False
    bounds: tuple[Bound, ...] = ()
    apart: Apart | None = None
    golden: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def comparison_names(self) -> tuple[str, ...]:
        """The comparisons, in order."""
        return tuple(comparison.name for comparison in self.comparisons)

    def place_of(self, comparison: str) -> int:
        """Column of a comparison in the vectors."""
        return self.comparison_names.index(comparison)

    def level_number(self, comparison: str, level: str) -> int:
        """Number of a level in the vectors; 0 is `missing`."""
        return self.comparisons[self.place_of(comparison)].level_names.index(level)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Columns of the list that matching reads, each once."""
        named = [source for column in self.columns for source in column.sources]
        status = [column.status[0] for column in self.columns if column.status]
        return tuple(dict.fromkeys((*named, *status)))


def load_model(name: str = "bpum") -> MatchModel:
    """A model shipped with the package."""
    text = resources.files("umkm_cli.matching").joinpath("models", f"{name}.toml").read_text("utf-8")
    return read_model(tomllib.loads(text))


@cache
def default_levels() -> dict[str, list[dict[str, Any]]]:
    """Levels of the comparisons for which a model gives none, by kind."""
    return tomllib.loads(resources.files("umkm_cli.matching").joinpath("levels.toml").read_text("utf-8"))


def shipped_models() -> tuple[str, ...]:
    """Names of the models shipped with the package."""
    files = resources.files("umkm_cli.matching").joinpath("models").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def read_model(parts: dict[str, Any]) -> MatchModel:
    """A model from the parsed text of its file."""
    parts = dict(parts)
    apart = parts.pop("apart", None)
    return MatchModel(
        columns=tuple(_column(name, part) for name, part in parts.pop("columns").items()),
        passes=tuple(
            Pass(keys=tuple(part["keys"]), refine=tuple(part.get("refine", ()))) for part in parts.pop("pass")
        ),
        comparisons=tuple(_comparison(part) for part in parts.pop("comparison")),
        bounds=tuple(
            Bound(**part | {"when": {name: tuple(levels) for name, levels in part["when"].items()}})
            for part in parts.pop("bound", ())
        ),
        apart=Apart(**apart | {"spare": tuple(apart.get("spare", ()))}) if apart else None,
        order=tuple(parts.pop("order", ())),
        **parts,
    )


def _column(name: str, part: dict[str, Any]) -> ColumnSpec:
    source = part.get("from", name)
    status = part.get("sound")
    return ColumnSpec(
        name=name,
        kind=part.get("kind", "code"),
        sources=(source,) if isinstance(source, str) else tuple(source),
        pattern=part.get("pattern"),
        status=(status["column"], tuple(status["values"])) if status else None,
    )


_LEVEL_KEYS = ("name", "m", "u", "h", "frequency")


def _comparison(part: dict[str, Any]) -> Comparison:
    levels: list[dict[str, Any]] = part.get("levels") or default_levels().get(part["kind"], [])
    return Comparison(
        name=part["name"],
        kind=part["kind"],
        column=part.get("column", part["name"]),
        within=part.get("within"),
        echo_of=part.get("echo_of"),
        is_ordered=part.get("is_ordered", True),
        levels=tuple(_level(level) for level in levels),
    )


def _level(part: dict[str, Any]) -> Level:
    return Level(
        **{key: value for key, value in part.items() if key in _LEVEL_KEYS},
        rule={key: value for key, value in part.items() if key not in _LEVEL_KEYS},
    )
