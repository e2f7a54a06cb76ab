"""The crowd: people of some villages, each asked for once."""

from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.people import Person
from benchmarks.synthetic.villages import VILLAGES, Village
from benchmarks.synthetic.world import populate

_EACH = 60
_PLACES_TEXT = """
Subah: Clapar, Kalimanggis, Jatisari, Gondang, Kuripan, Sengon, Menjangan, Subah
Limpung: Sempu, Tembok, Babadan, Plumbon, Kalisalak
Bandar: Wonokerto, Wonomerto, Tumbrep, Candi
Batang: Kauman, Proyonanggan Tengah, Karangasem Utara, Klidang Lor, Rowobelang, Kalisalak
Warungasem: Kalibeluk, Gapuro
Tulis: Beji, Posong, Kebumen
Gringsing: Plelen, Krengseng
Reban: Pacet, Kalisari
Blado: Gerlang, Kalisari, Bawang
Bawang: Pranten
Banyuputih: Sembung, Kedawung
Pecalungan: Gemuh
Kandeman: Depok, Tragung
"""
_PLACES = [
    (name.strip(), district)
    for line in _PLACES_TEXT.strip().splitlines()
    for district, names in [line.split(": ")]
    for name in names.split(",")
]


class Crowd:
    """People nobody has listed yet."""

    def __init__(self, seed: int) -> None:
        chosen = [village for village in VILLAGES if (village.name, village.district) in _PLACES]
        self._waiting: dict[Village, list[Person]] = {village: [] for village in chosen}
        for person in populate(Dice(f"strange people {seed}"), dict.fromkeys(chosen, _EACH)).owners:
            self._waiting[person.home.village].append(person)

    def village(self, name: str, district: str = "") -> Village:
        """The village of that name; where two have it, that of the district."""
        return next(village for village in self._waiting if village.name == name and district in {"", village.district})

    def take(self, count: int, name: str, district: str = "") -> list[Person]:
        """The next people of a village."""
        waiting = self._waiting[self.village(name, district)]
        taken, waiting[:] = waiting[:count], waiting[count:]
        if len(taken) < count:
            message = f"{name} has no {count} people left"
            raise ValueError(message)
        return taken
