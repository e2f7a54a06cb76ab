"""Slips: what goes wrong with a list as a whole, after it was typed."""

from benchmarks.synthetic.clerk import is_enough
from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.entries import Entry


def slip_niks(entries: list[Entry], dice: Dice) -> None:
    """Some rows carry the NIK of the row above, as after a column was sorted or pasted one row too low.

    Rows that say too little without their own NIK keep it.
    """
    chosen = [entry for entry in dice.shuffled(entries) if len(entry.nik) == 16 and not entry.is_cut]
    chosen = chosen[: dice.between(4, 14)]
    niks = [entry.nik for entry in chosen]
    for entry, nik in zip(chosen[1:], niks, strict=False):
        own = entry.nik
        entry.nik = nik
        entry.cases.append("nik_neighbour")
        if not is_enough(entry):
            entry.nik = own
            entry.cases.pop()
