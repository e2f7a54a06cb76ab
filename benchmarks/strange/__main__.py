"""Write the odd lists: `python -m benchmarks.strange --out DIR`."""

import argparse
from pathlib import Path

from benchmarks.strange.world import SEED, SETS, write_strange

parser = argparse.ArgumentParser(prog="python -m benchmarks.strange", description=__doc__)
parser.add_argument("--out", type=Path, required=True)
parser.add_argument("--set", choices=SETS, default="strange")
parser.add_argument("--seed", type=int, default=SEED)
told = parser.parse_args()
write_strange(told.out, told.set, told.seed)
