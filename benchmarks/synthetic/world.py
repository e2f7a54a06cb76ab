"""The world: the owners of each village, house by house."""

from dataclasses import dataclass, replace

from benchmarks.synthetic.dice import Dice
from benchmarks.synthetic.households import draw_household
from benchmarks.synthetic.people import Home, Person
from benchmarks.synthetic.register import Register
from benchmarks.synthetic.villages import Village

_HAMLET_TEXT = (
    "Krajan Karanganyar Kebonagung Sidorejo Wonosari Kalipucang Sigandu Tegalsari Bulakan Gunungsari Kauman Sawahan "
    "Rejosari Kedungdowo Plumbon Gamblok Siwatu Karangjati Petamanan Sipedut Kaliombo Jlamprang Bendosari Tawangsari "
    "Sumurjero Patihan Kwangsan Ngadirejo Sembung Kambangan Pranten Cepoko Durensari Silegok Ketandan Dukuhsari"
)
_HAMLETS = _HAMLET_TEXT.split()
_STREETS = (
    "Kartini", "Pemuda", "Diponegoro", "RE Martadinata", "Ahmad Yani", "Dr. Sutomo", "Gajah Mada", "Yos Sudarso",
    "Kauman Lor", "Veteran",
)  # fmt: skip


@dataclass(slots=True)
class World:
    """Everybody there is, and the register that keeps numbers apart."""

    owners: list[Person]
    register: Register


def populate(dice: Dice, counts: dict[Village, int]) -> World:
    """Owners for each village, numbered P00001, P00002 ... in order."""
    world = World([], Register())
    for village, count in counts.items():
        homes = _homes(dice, village, count)
        people: list[Person] = []
        while len(people) < count:
            people += draw_household(dice, world.register, _house(dice, dice.pick(homes)))
        for person in people[:count]:
            world.owners.append(replace(person, owner=f"P{len(world.owners) + 1:05d}"))
    return world


def _homes(dice: Dice, village: Village, count: int) -> list[Home]:
    """Every RT of a village, about 20 owners in each but never fewer than six of them."""
    homes: list[Home] = []
    names = [_HAMLETS[0], *dice.shuffled(_HAMLETS[1:])]
    wanted = max(6, count // 20)
    for rw, hamlet in enumerate(names, start=1):
        place = "" if village.is_town else hamlet
        homes += [Home(village, place, rt, rw) for rt in range(1, dice.between(2, 5) + 1)]
        if len(homes) >= wanted:
            break
    return homes


def _house(dice: Dice, home: Home) -> Home:
    """A house in that RT; in town it has a street and number."""
    if not home.village.is_town:
        return home
    return replace(home, street=f"Jl. {dice.pick(_STREETS)} No. {dice.between(1, 99)}")
