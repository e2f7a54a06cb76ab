"""Write an invented world: `python -m benchmarks.synthetic sample|regency|measure --out DIR`."""

import argparse
from pathlib import Path

from benchmarks.synthetic.flavours import MEASURING, TUNING
from benchmarks.synthetic.regency import Size, write_regency
from benchmarks.synthetic.sample import write_sample

_FLAVOURS = {"regency": TUNING, "measure": MEASURING}


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthetic", description=__doc__)
    presets = parser.add_subparsers(dest="preset", required=True)
    sample = presets.add_parser("sample", help="the small lists of sample_data/")
    sample.add_argument("--out", type=Path, required=True)
    for name, usage in (("regency", "a world to learn from"), ("measure", "a world to measure with; never tune on it")):
        regency = presets.add_parser(name, help=usage)
        regency.add_argument("--out", type=Path, required=True)
        regency.add_argument("--seed", type=int, required=True)
        regency.add_argument("--owners", type=int, default=105_000)
        regency.add_argument("--files", type=int, default=250)
        regency.add_argument("--survey", type=int, default=0, metavar="VISITS", help="rows of the survey of 2026")
    told = parser.parse_args()
    if told.preset == "sample":
        write_sample(told.out)
    else:
        size = Size(owners=told.owners, files=told.files, visits=told.survey)
        write_regency(told.out, told.seed, size, _FLAVOURS[told.preset])


if __name__ == "__main__":
    main()
