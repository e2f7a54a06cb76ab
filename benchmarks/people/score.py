"""How right are pairs or clusters? Pairwise precision, recall and F1 after clustering, exactly."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

Pair = tuple[str, str, float]
"""Two identifiers and the probability that both are one person."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What was counted.

    Attributes:
        rows: Records with a truth.
        people: How many these are in truth.
        clusters: How many were found.
        true: Pairs of records of one person.
        found: Pairs of records in one cluster.
        right: Both.
        threshold: Probability from which on pairs were joined; None when the matcher made the clusters itself.
    """

    rows: int
    people: int
    clusters: int
    true: int
    found: int
    right: int
    threshold: float | None = None

    @property
    def precision(self) -> float:
        """Right ones of those found; 1 when none was."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right ones of the true ones; 1 when there are none."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (self.true + self.found) if self.true + self.found else 1.0


def clustered(person_of: Mapping[str, str], cluster_of: Mapping[str, str]) -> Rates:
    """Rates of clusters that a matcher made; records without a truth are left out.

    Raises:
        KeyError: A record with a truth is in no cluster.
    """
    places = [(person, cluster_of[record]) for record, person in person_of.items()]
    true, found = Counter(person for person, _ in places), Counter(cluster for _, cluster in places)
    pairs = (_pairs(sizes.values()) for sizes in (true, found, Counter(places)))
    return Rates(len(places), len(true), len(found), *pairs)


def joined(person_of: Mapping[str, str], pairs: Iterable[Pair]) -> Iterator[Rates]:
    """Rates of the connected components at each probability that occurs, from the highest down."""
    people, forest = Counter(person_of.values()), _Forest(person_of)
    rows, true = len(person_of), _pairs(people.values())
    for probability, group in groupby(sorted(pairs, key=lambda pair: -pair[2]), key=lambda pair: pair[2]):
        for left, right, _ in group:
            forest.join(left, right)
        yield Rates(rows, len(people), len(forest.members), true, forest.found, forest.right, probability)


def at(threshold: float, steps: Iterable[Rates], nothing: Rates) -> Rates:
    """The rates when pairs at or above a probability are joined; `nothing` when there are none."""
    reached = nothing
    for step in steps:
        if step.threshold is not None and step.threshold < threshold:
            break
        reached = step
    return reached


class _Forest:
    """Growing clusters; counts pairs as they grow, the small cluster into the large one."""

    def __init__(self, person_of: Mapping[str, str]) -> None:
        self.home = {record: record for record in person_of}
        self.members = {record: [record] for record in person_of}
        self.people = {record: Counter([person]) for record, person in person_of.items()}
        self.found = self.right = 0

    def join(self, left: str, right: str) -> None:
        small, large = sorted((self.home[left], self.home[right]), key=lambda home: len(self.members[home]))
        if small == large:
            return
        moving, people = self.members.pop(small), self.people.pop(small)
        self.found += len(moving) * len(self.members[large])
        self.right += sum(count * self.people[large][person] for person, count in people.items())
        self.members[large] += moving
        self.people[large].update(people)
        self.home.update(dict.fromkeys(moving, large))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
