"""spread: the same work for several things on all cores.

Threads, not processes: work on arrays lets go of the interpreter, and nothing has to be copied. The answers come in the
order of what they were asked for, so they do not depend on the number of threads.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pyarrow as pa

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


def spread(work: Callable[[Asked], Answer], asked: Iterable[Asked]) -> list[Answer]:
    """`work` of each that is asked, in order."""
    asked = list(asked)
    if len(asked) == 1:  # to start threads for it would take longer than a small piece of work
        return [work(asked[0])]
    with ThreadPoolExecutor(max_workers=max(1, pa.cpu_count())) as threads:
        answers = list(threads.map(work, asked))
    pa.default_memory_pool().release_unused()  # memory that each thread keeps for itself otherwise
    return answers
