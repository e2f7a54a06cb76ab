"""What a model file says: how records are blocked, compared, and how sure each outcome makes us."""

import tomllib
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One outcome of a comparison.

    Attributes:
        name: How it is called in `pairs.parquet` and in explanations.
        m: Share of true pairs with this outcome, to begin with.
        u: Share of other pairs with this outcome, to begin with.
        frequency: When given, u of a pair is this many times the relative frequency of the compared value.
        is_family: Two of one household come out so as easily as two records of one person.
    """

    name: str
    m: float
    u: float
    frequency: float | None = None
    is_family: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One comparison and its levels, strongest first. Level 0 in a vector is always `missing`.

    Attributes:
        name: The comparison; `compare.COMPARERS` holds its function.
        levels: Without `missing`.
    """

    name: str
    levels: tuple[Level, ...]

    @property
    def level_names(self) -> tuple[str, ...]:
        """Names by level number, `missing` first."""
        return ("missing", *(level.name for level in self.levels))


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
class MatchModel:
    """A whole model file; the comments in `models/bpum.toml` say what each number means."""

    name: str
    prior_repeats: float
    m_strength: float
    u_strength: float
    max_block: int
    family_edge: float
    doubt_cap: float
    passes: tuple[Pass, ...]
    comparisons: tuple[Comparison, ...]
    golden: dict[str, Any] = field(default_factory=dict)

    @property
    def comparison_names(self) -> tuple[str, ...]:
        """The comparisons, in order."""
        return tuple(comparison.name for comparison in self.comparisons)

    def place_of(self, comparison: str) -> int:
        """Column of a comparison in the vectors."""
        return self.comparison_names.index(comparison)

    def level_number(self, comparison: str, level: str) -> int:
        """Number of a level in the vectors; 0 is `missing`."""
        return self.comparisons[self.place_of(comparison)].level_names.index(level)


def load_model(name: str = "bpum") -> MatchModel:
    """A model shipped with the package."""
    text = resources.files("umkm_cli.matching").joinpath("models", f"{name}.toml").read_text("utf-8")
    return read_model(tomllib.loads(text))


def read_model(parts: dict[str, Any]) -> MatchModel:
    """A model from the parsed text of its file."""
    passes = tuple(Pass(keys=tuple(part["keys"]), refine=tuple(part.get("refine", ()))) for part in parts["pass"])
    comparisons = tuple(
        Comparison(
            name=part["name"],
            levels=tuple(Level(**({"is_family": part.get("is_family", False)} | level)) for level in part["levels"]),
        )
        for part in parts["comparison"]
    )
    plain = {key: value for key, value in parts.items() if key not in {"pass", "comparison"}}
    return MatchModel(**plain, passes=passes, comparisons=comparisons)
