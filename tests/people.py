"""A small model of people for tests of lists from elsewhere, and lists for it."""

MODEL = """
name = "people"
id = "id"
order = ["name"]
prior_repeats = 0.3
m_strength = 30
u_strength = 1000
max_block = 50

[columns]
name = { kind = "name" }
born = { kind = "date" }
town = { kind = "text" }

[[pass]]
keys = ["name.words"]
refine = ["born.year"]
[[pass]]
keys = ["born"]

[[comparison]]
name = "name"
kind = "name"
levels = [
    { name = "exact", m = 0.6, u = 1e-3, frequency = 1.0 },
    { name = "close", m = 0.3, u = 1e-3, frequency = 2.0 },
    { name = "shared", m = 0.05, u = 1e-2 },
    { name = "different", m = 0.05, u = 0.98 },
]
[[comparison]]
name = "born"
kind = "date"
levels = [
    { name = "exact", m = 0.9, u = 1e-3 },
    { name = "different", m = 0.1, u = 0.99 },
]
[[comparison]]
name = "town"
kind = "text"
levels = [
    { name = "exact", m = 0.8, u = 0.1, frequency = 1.0 },
    { name = "close", m = 0.1, u = 0.01, at_least = 0.9 },
    { name = "different", m = 0.1, u = 0.9 },
]
"""

_FIRST = ["Anna", "Bram", "Carla", "Dirk", "Elsa", "Frank", "Greta", "Hugo", "Iris", "Jan"]
_LAST = ["Alder", "Birch", "Cedar", "Damson", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Juniper"]


def crowd(size):
    """Rows of `id,name,born,town`, all of different people."""
    return [
        (f"p{number}", f"{_FIRST[number % 10]} {_LAST[number // 10 % 10]}{number // 100 or ''}",
         f"19{number % 50 + 40}-{number % 12 + 1:02d}-{number % 28 + 1:02d}", f"Town{number % 7}")
        for number in range(size)
    ]  # fmt: skip


def as_csv(rows, titles="id,name,born,town"):
    """The text of a list."""
    return "\n".join([titles, *(",".join(row) for row in rows)]) + "\n"
