"""The world: the owners of each village, house by house."""

from dataclasses import dataclass, replace

from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.households import KINDS, Shape
from benchmarks.synthetic.names import NORTH_COAST, Names
from benchmarks.synthetic.people import Home, Person
from benchmarks.synthetic.register import Register
from benchmarks.synthetic.villages import Village

_HAMLET_TEXT = (
    "Krajan Karanganyar Kebonagung Sidorejo Wonosari Kalipucang Sigandu Tegalsari Bulakan Gunungsari Kauman Sawahan "
    "Rejosari Kedungdowo Plumbon Gamblok Siwatu Karangjati Petamanan Sipedut Kaliombo Jlamprang Bendosari Tawangsari "
    "Sumurjero Patihan Kwangsan Ngadirejo Sembung Kambangan Pranten Cepoko Durensari Silegok Ketandan Dukuhsari"
)
_HAMLETS = tuple(_HAMLET_TEXT.split())
_STREETS = (
    "Kartini", "Pemuda", "Diponegoro", "RE Martadinata", "Ahmad Yani", "Dr. Sutomo", "Gajah Mada", "Yos Sudarso",
    "Kauman Lor", "Veteran",
)  # fmt: skip


@dataclass(slots=True)
class World:
    """Everybody there is, and the register that keeps numbers apart."""

    owners: list[Person]
    register: Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Customs:
    """How people of a region are called, where and with whom they live.

    Attributes:
        names: What children are called.
        hamlets: Names of hamlets; every village has the first.
        streets: Streets of the towns.
        households: Kinds of households.
    """

    names: Names = NORTH_COAST
    hamlets: tuple[str, ...] = _HAMLETS
    streets: tuple[str, ...] = _STREETS
    households: Bag[Shape] = KINDS


NORTH = Customs()


def populate(dice: Dice, counts: dict[Village, int], customs: Customs = NORTH) -> World:
    """Owners for each village, numbered P00001, P00002 ... in order."""
    world = World([], Register(customs.names))
    household = 0
    for village, count in counts.items():
        homes = _homes(dice, village, count, customs)
        people: list[Person] = []
        while len(people) < count:
            household += 1
            home = _house(dice, dice.pick(homes), customs)
            shape = dice.of(customs.households)
            people += [replace(one, household=household) for one in shape(dice, world.register, home)]
        for person in people[:count]:
            world.owners.append(replace(person, owner=f"P{len(world.owners) + 1:05d}"))
    return world


def _homes(dice: Dice, village: Village, count: int, customs: Customs) -> list[Home]:
    """Every RT of a village, about 20 owners in each but never fewer than six of them."""
    homes: list[Home] = []
    names = [customs.hamlets[0], *dice.shuffled(customs.hamlets[1:])]
    wanted = max(6, count // 20)
    for rw, hamlet in enumerate(names, start=1):
        place = "" if village.is_town else hamlet
        homes += [Home(village, place, rt, rw) for rt in range(1, dice.between(2, 5) + 1)]
        if len(homes) >= wanted:
            break
    return homes


def _house(dice: Dice, home: Home, customs: Customs) -> Home:
    """A house in that RT; in town it has a street and number."""
    if not home.village.is_town:
        return home
    return replace(home, street=f"Jl. {dice.pick(customs.streets)} No. {dice.between(1, 99)}")
