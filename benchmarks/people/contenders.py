"""Who takes part: each is run as a process of its own, its pairs or clusters are held against the truth."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.meter import Cost, measure
from benchmarks.people.score import Pair, Rates, at, clustered, joined
from benchmarks.people.sets import People


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of one matcher on one list.

    Attributes:
        matcher: Its name and version.
        default: Its rates as it comes.
        best: Its rates at the threshold that the truth shows to be best; None for umkm, which has one way.
        cost: Of the whole process.
    """

    matcher: str
    default: Rates
    best: Rates | None
    cost: Cost


@dataclass(frozen=True, slots=True)
class Peer:
    """Another matcher, in an environment of its own.

    Attributes:
        name: Of the package, the environment and the module that runs it.
        join: Probability from which on pairs are joined when nobody says otherwise.
        may_ask: It is told the truth of the pairs it asks about.
    """

    name: str
    join: float
    may_ask: bool = False

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return Path(f".venv-{self.name}") / "bin" / "python"

    def version(self) -> str:
        """Name and version of the package."""
        program = f"from importlib.metadata import version; print(version('{self.name}'))"
        told = subprocess.run([self.python, "-c", program], check=True, capture_output=True, text=True)
        return f"{self.name} {told.stdout.strip()}"

    def call(self, people: People, pairs: Path) -> list[str]:
        """What runs it."""
        words = [self.python, "-m", f"benchmarks.peers.with_{self.name}", people.name, pairs, *people.records]
        return [str(word) for word in (*words, *([people.truth] if self.may_ask else []))]


SPLINK = Peer("splink", join=0.9)
RECORDLINKAGE = Peer("recordlinkage", join=0.5)
DEDUPE = Peer("dedupe", join=0.5, may_ask=True)


def run_peer(peer: Peer, people: People) -> Result:
    """Run another matcher on a list."""
    pairs = people.truth.with_name(f"{people.name}-{peer.name}.parquet")
    cost = measure(peer.call(people, pairs))
    person_of = people.person_of()
    nothing = clustered(person_of, {record: record for record in person_of})
    steps = list(joined(person_of, _read_pairs(pairs)))
    best = max(steps, key=lambda step: step.f1, default=nothing)
    return Result(peer.version(), at(peer.join, steps, nothing), best, cost)


def run_umkm(people: People, workspace: Path) -> Result:
    """Run `umkm dedupe`, on the records of their workspace, or on a list with the model of that name.

    Of two lists, umkm sets the name of the file before the identifier.
    """
    cost = measure(umkm_call(people, workspace))
    clusters = pq.read_table(workspace / "clusters.parquet", columns=["record_id", "owner_id"])
    records, owners = (column.to_pylist() for column in clusters.columns)
    cluster_of = {record.rpartition(":")[2]: owner for record, owner in zip(records, owners, strict=True)}
    return Result("umkm", clustered(people.person_of(), cluster_of), None, cost)


def umkm_call(people: People, workspace: Path) -> list[str]:
    """What runs it."""
    given = [word for path in people.records for word in ("--input", str(path))]
    own = [] if people.workspace else [*given, "--model", people.name]
    return [sys.executable, "-m", "umkm_cli", "dedupe", *own, "--workspace", str(workspace), "--quiet"]


def _read_pairs(path: Path) -> Iterator[Pair]:
    columns = pq.read_table(path, columns=["left", "right", "probability"]).columns
    return zip(*(column.to_pylist() for column in columns), strict=True)
