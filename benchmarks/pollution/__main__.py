"""`python -m benchmarks.pollution`: who reads polluted text files right.

A table for the kinds of the Pollock benchmark and one for those of offices, on lists of owners; then the same on other
tables. `--kinds` prints every kind; a new `--seed` makes files that no reader was tuned on.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable

from benchmarks.pollution.files import DRAW, office_files, pollock_files
from benchmarks.pollution.kinds import POLLOCK
from benchmarks.pollution.score import FAILED, Score, mean, score
from benchmarks.pollution.sheet import Polluted
from benchmarks.pollution.systems import Reader, installed, missing

OF_A_KIND, OF_A_ROW_KIND = 12, 60


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kinds", action="store_true", help="every kind, not only the sum")
    parser.add_argument("--set", choices=DRAW, action="append", help="only this set")
    parser.add_argument("--only", help="only this system")
    parser.add_argument("--seed", type=int, default=1, help="of the files")
    options = parser.parse_args()
    systems = {name: reader for name, reader in installed().items() if options.only in (None, name)}
    for name in missing():
        print(f"{name}: not installed (pip install --group peers)")
    for name in options.set or DRAW:
        draw = DRAW[name]
        pollock = list(pollock_files(options.seed, draw, of_a_kind=OF_A_KIND, of_a_row_kind=OF_A_ROW_KIND))
        office = list(office_files(options.seed, draw, of_a_kind=OF_A_KIND))
        report(f"{name}: kinds of the Pollock benchmark", pollock, systems, every_kind=options.kinds)
        report(f"{name}: kinds of offices", office, systems, every_kind=options.kinds)


def report(title: str, files: list[Polluted], systems: dict[str, Reader], *, every_kind: bool) -> None:
    """Print the scores of each system on these files: of 10, once a file counting one and once weighted by its kind."""
    print(f"\n{title}, {len(files)} files")
    print(
        f"{'':26}{'simple':>8}{'weighted':>10}{'header':>8}{'record':>8}{'cell':>8}{'failed':>8}{'lossy':>7}{'files/s':>9}"
    )
    of_kind: dict[str, dict[str, Score]] = {}
    for name, reader in systems.items():
        began = time.process_time()
        scores = [(file.kind, score_file(file, reader)) for file in files]
        rate = len(files) / (time.process_time() - began)
        of_kind[name] = by_kind(scores)
        simple = mean([(found, 1.0) for _, found in scores])
        weighted = mean([(found, POLLOCK.get(kind, (None, 1.0))[1]) for kind, found in of_kind[name].items()])
        failed = sum(found is FAILED for _, found in scores)
        print(
            f"{name:26}{simple.total:8.3f}{weighted.total:10.3f}{simple.header:8.3f}{simple.record:8.3f}"
            f"{simple.cell:8.3f}{failed:8}{simple.lost:7}{rate:9.0f}"
        )
    if every_kind:
        print(f"{'':26}" + "".join(f"{name:>18}" for name in systems))
        for kind in next(iter(of_kind.values())):
            print(f"{kind:26}" + "".join(f"{of_kind[name][kind].total:18.3f}" for name in systems))


def score_file(file: Polluted, reader: Reader) -> Score:
    """The score of a reader on a file; 0 when it raises."""
    try:
        rows = reader(file.data, file.sheet)
    except Exception:  # noqa: BLE001 - whatever a foreign reader raises: it did not load the file
        return FAILED
    return score(file.sheet, rows)


def by_kind(scores: Iterable[tuple[str, Score]]) -> dict[str, Score]:
    """The mean of each kind."""
    grouped: dict[str, list[tuple[Score, float]]] = defaultdict(list)
    for kind, found in scores:
        grouped[kind].append((found, 1.0))
    return {kind: mean(found) for kind, found in grouped.items()}


if __name__ == "__main__":
    main()
