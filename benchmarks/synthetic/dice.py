"""Dice: every draw of the world.

Only `random.Random.random` is used underneath. Its sequence is guaranteed for a seed, that of the other methods is
not, and sample_data/ has to come out the same on every Python.
"""

import math
import random
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice:
    """A seeded source of draws."""

    def __init__(self, seed: int | str) -> None:
        self._draw = random.Random(seed).random

    def chance(self, rate: float) -> bool:
        """True with probability `rate`."""
        return self._draw() < rate

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1."""
        return int(self._draw() * count)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._draw() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of `items`, all equally likely."""
        return items[int(self._draw() * len(items))]

    def of(self, bag: "Bag[T]") -> T:
        """One item of `bag`, by its weights."""
        return bag.items[bisect_right(bag.steps, self._draw() * bag.steps[-1])]

    def waits(self, rate: float) -> int:
        """Failures before the first success of probability `rate`: 0, 1, 2 ..."""
        return int(math.log(1.0 - self._draw()) / math.log(1.0 - rate))

    def digits(self, count: int) -> str:
        """`count` digits."""
        return f"{self.below(10**count):0{count}d}"

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included."""
        return first + timedelta(days=self.between(0, (last - first).days))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """`items` in another order."""
        order = sorted((self._draw(), place) for place in range(len(items)))
        return [items[place] for _, place in order]


class Bag(Generic[T]):
    """Items with weights, ready to be drawn from many times."""

    def __init__(self, items: Sequence[T], weights: Sequence[float]) -> None:
        self.items = tuple(items)
        self.steps = tuple(accumulate(weights))


def zipf(words: str, skew: float = 0.7) -> Bag[str]:
    """A bag of words, written most frequent first: the k-th weighs 1 / (k + 2) ** skew."""
    items = words.split()
    return Bag(items, [1.0 / (rank + 3) ** skew for rank in range(len(items))])
