"""`make bench-estimates`: how often the intervals of `umkm report` hold the truth, on regencies whose truth is known.

For each kind of regency several are invented, read and matched as the office would, and what the report says of its
sureness is held against the truth. Owners off the list are made by taking the BPUM rows of some owners away. The rates
in `counting/estimates.py` were counted on the flavour `regency` with plain surveys; what is measured here is the other
flavour, and surveys as an office runs them. Exit status 1 when the intervals of a figure hold in fewer than nine of ten
regencies.
"""

import argparse
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.hard_cases import PLACE, read_truth
from benchmarks.lists import ingested, regency_lists
from umkm_cli.config import Config
from umkm_cli.counting.estimates import estimates
from umkm_cli.matching.model import load_model
from umkm_cli.pipeline import find_owners
from umkm_cli.progress import NoProgress

People = npt.NDArray[np.str_]
"""The owner of each record, in truth."""
FIGURES = ("owners", "owners_corrected", "baseline_owners", "recorded", "in_both", "chapman_corrected", "neither")
"""Those with an interval."""
UNCORRECTED = "chapman"
LEAST = 0.9
"""Share of regencies in which an interval has to hold."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of regency.

    Attributes:
        owners: Owners in truth.
        visits: Owners who are visited.
        off_list: Share of owners who are not on the BPUM list.
        shy: Share of these whom the survey misses because they are not on the list: the two lists depend on each other.
        seeds: Of each regency.
        preset: Of `benchmarks.synthetic`.
    """

    owners: int
    visits: int
    off_list: float
    seeds: range
    shy: float = 0.0
    preset: str = "measure"

    @property
    def is_campaign(self) -> bool:
        """Is the survey of several waves, with second visits, corrections, and owners looked for off the list?"""
        return self.preset == "regency"

    @property
    def is_independent(self) -> bool:
        """Are owners visited whether or not they are on the list?"""
        return not self.shy and not self.is_campaign

    def __str__(self) -> str:
        shy = f", {self.shy:.0%} of them never visited" if self.shy else ""
        campaign = ", others looked for" if self.is_campaign else ""
        return f"{self.owners:,} owners, {self.visits:,} visits, {self.off_list:.0%} off the list{shy}{campaign}"


SMALL = (
    Kind(6_000, 2_400, 0.0, range(611, 626)),
    Kind(6_000, 2_400, 0.15, range(611, 626)),
    Kind(8_000, 0, 0.0, range(611, 616)),
    Kind(8_000, 600, 0.05, range(611, 616)),
    Kind(10_000, 6_000, 0.3, range(651, 655)),
)
LARGE = (
    Kind(30_000, 12_000, 0.0, range(631, 634)),
    Kind(30_000, 12_000, 0.1, range(631, 634)),
    Kind(105_000, 41_000, 0.0, range(641, 643)),
    Kind(105_000, 41_000, 0.1, range(641, 643)),
)
DEPENDENT = (
    Kind(6_000, 2_400, 0.15, range(611, 621), shy=0.5),
    Kind(6_000, 2_400, 0.15, range(611, 621), shy=1.0),
    Kind(6_000, 2_400, 0.1, range(201, 211), preset="regency"),
)
"""What capture-recapture cannot know: its figures are shown, and held to nothing."""
ALL_OWNERS = (UNCORRECTED, "chapman_corrected", "neither")
"""Figures that take the lists to be independent."""


class Held(NamedTuple):
    """A figure of one regency against the truth, and the owners it has on file in truth."""

    kind: Kind
    on_file: int
    figure: str
    true: float
    value: float
    low: float
    high: float


def main() -> None:
    """Measure each kind and print how its figures hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.estimates", description=__doc__)
    parser.add_argument(
        "--large", action="store_true", help="also regencies of 30,000 and 105,000 owners (ten minutes)"
    )
    parser.add_argument("--data", type=Path, default=Path("bench-data"))
    told = parser.parse_args()
    held: list[Held] = []
    for kind in (*SMALL, *(LARGE if told.large else ()), *DEPENDENT):
        found = [one for seed in kind.seeds for one in measure(told.data, kind, seed)]
        print("\n".join(lines(str(kind), found)), flush=True)
        held += [one for one in found if kind.is_independent or one.figure not in ALL_OWNERS]
    print("\n".join(lines("all of them, less what takes lists to be independent that are not", held)))
    sys.exit(any(share < LEAST for share in shares(held).values()))


def measure(data: Path, kind: Kind, seed: int) -> Iterator[Held]:
    """Invent, read and match one regency, and hold its figures against the truth."""
    files = max(40, kind.owners // 420)
    folder = regency_lists(data, owners=kind.owners, files=files, seed=seed, visits=kind.visits, preset=kind.preset)
    records = pq.read_table(ingested(folder) / "records.parquet").replace_schema_metadata()
    truth = read_truth(folder)
    rows = records.select(PLACE).to_pylist()
    people = np.array([truth[tuple(str(row[name] or "") for name in PLACE)][0] for row in rows])
    everybody = len(np.unique(people))
    kept = on_file(people, pc.equal(records["list"], "survey").to_numpy(), kind, np.random.default_rng(seed))
    records, people = records.filter(pa.array(kept)), people[kept]
    config = Config()
    found = find_owners(records, model=load_model(), config=config, progress=NoProgress())
    stored = {"records": records, "clusters": found.clusters, "pairs": found.pairs}
    told = estimates(stored, match_threshold=config.match_threshold)
    is_visit = pc.equal(records["list"], "survey").to_numpy()
    yield from hold(kind, told, counts_in_truth(people, is_visit, everybody))


def on_file(people: People, is_visit: npt.NDArray[np.bool_], kind: Kind, dice: np.random.Generator) -> pa.BooleanArray:
    """Which records stay when some owners are not on the list, and of those some are never visited."""
    owners, owner = np.unique(people, return_inverse=True)
    is_off = dice.random(len(owners)) < kind.off_list
    is_shy = is_off & (dice.random(len(owners)) < kind.shy)
    return np.where(is_visit, ~is_shy[owner], ~is_off[owner])


def counts_in_truth(people: People, is_visit: npt.NDArray[np.bool_], everybody: int) -> dict[str, int]:
    """The figures as they are."""
    listed, visited = np.unique(people[~is_visit]), np.unique(people[is_visit])
    both = len(np.intersect1d(listed, visited))
    either = len(listed) + len(visited) - both
    counts = {
        "owners": either,
        "owners_corrected": either,
        "baseline_owners": len(listed),
        "recorded": len(visited),
        "in_both": both,
    }
    return counts | {"chapman_corrected": everybody, UNCORRECTED: everybody, "neither": everybody - either}


def hold(kind: Kind, told: pd.DataFrame, true: Mapping[str, int]) -> Iterator[Held]:
    """Each figure that is told at all; without a survey there are few."""
    for figure, value, low, high in told.itertuples(index=False):
        if figure in true and not pd.isna(value):
            yield Held(kind, true["owners"], figure, true[figure], value, low, high)


def shares(held: Iterable[Held]) -> dict[str, float]:
    """Of each figure with an interval: in what share of regencies it holds."""
    told = pd.DataFrame(held, columns=list(Held._fields))
    told["holds"] = told["true"].between(told["low"], told["high"])
    share = told[told["figure"].isin(FIGURES)].groupby("figure")["holds"].mean()
    return dict(zip(share.index.tolist(), share.tolist(), strict=True))


def lines(title: str, held: Iterable[Held]) -> Iterator[str]:
    """The table of one kind; width and error are shares of the owners on file, over the regencies."""
    told = pd.DataFrame(held, columns=list(Held._fields))
    told = told.assign(
        holds=told["true"].between(told["low"], told["high"]),
        off=(told["value"] - told["true"]) / told["on_file"],
        width=(told["high"] - told["low"]).astype("float64") / told["on_file"],
    )
    yield f"{title}:"
    yield f"  {'':<18} {'held':>8} {'width':>8} {'value off':>10}"
    for name, some in told.groupby("figure", sort=False):
        width = float(some["width"].mean())
        shown = " " * 17 if math.isnan(width) else f"{f'{some.holds.sum()}/{len(some)}':>8} {width:>8.2%}"
        yield f"  {name!s:<18} {shown} {some['off'].mean():>+10.2%}"
    yield ""


if __name__ == "__main__":
    main()
