"""forest: the strongest links that connect all that is connected, without a circle."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def forest(left: Ints, right: Ints, size: int) -> Ints:
    """Places of the pairs of the maximum spanning forest, pairs being in falling order (Borůvka, 1926).

    In each round every tree takes its first pair to another tree; so the trees at least halve, and rounds are few.
    """
    tree = np.arange(size)
    rest, chosen = np.arange(len(left)), [np.empty(0, np.int64)]
    while True:
        one, other = tree[left[rest]], tree[right[rest]]
        is_between = one != other
        rest, one, other = rest[is_between], one[is_between], other[is_between]
        if not len(rest):
            return np.concatenate(chosen)
        first = np.full(size, len(rest))
        place = np.arange(len(rest))
        np.minimum.at(first, one, place)
        np.minimum.at(first, other, place)
        taken = np.unique(first[first < len(rest)])
        chosen.append(rest[taken])
        tree = _grown(tree, first, one, other)


def _grown(tree: Ints, first: Ints, one: Ints, other: Ints) -> Ints:
    """The trees after each took its first pair: all point at the tree beyond, two that took the same pair at one."""
    root = np.arange(len(tree))
    growing = np.flatnonzero(first < len(one))
    at = first[growing]
    beyond = np.where(one[at] == growing, other[at], one[at])
    is_end = (first[beyond] == at) & (growing < beyond)
    root[growing] = np.where(is_end, growing, beyond)
    while True:
        further = root[root]
        if np.array_equal(further, root):
            return root[tree]
        root = further
