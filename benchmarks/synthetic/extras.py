"""Extras: what lists carry besides who, where and what: timestamps, remarks, turnover, licences."""

from datetime import datetime, timedelta

from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.entries import Entry

_REMARKS = Bag(("", "sudah cair 2020", "berkas lengkap", "usulan desa", "NIK dicek ulang"), (70, 6, 10, 10, 4))
_BANKS = Bag(("BRI", "BNI", "BSM"), (7, 2, 1))


def add_extras(entries: list[Entry], dice: Dice) -> None:
    """What lists carry besides: a timestamp, remarks, turnover."""
    moment = datetime(2020, 11, 2, 7, 30)  # noqa: DTZ001 - a cell has no time zone
    for entry in dice.shuffled(entries):
        moment += timedelta(minutes=dice.between(3, 200), seconds=dice.below(60))
        entry.extras |= {
            "timestamp": moment,
            "photo": f"foto_{dice.digits(5)}.jpg",
            "note": dice.of(_REMARKS) or None,
            "turnover": dice.pick((500_000, "1.500.000", 2_000_000, "2.000.000 (dua juta rupiah)", "3 juta", None)),
            "bank": dice.of(_BANKS),
            "nib": f"9120{dice.digits(9)}" if dice.chance(0.3) else dice.pick((None, "Proses", "-")),
        }
