"""The columns that count owners, what they have to do with each other, and what can be told from them."""

from collections.abc import Sequence

from umkm_cli.counting.hiding.moves import Count, Kind, Signs, signs

PLACE = (
    "owners",
    "baseline_owners",
    "recorded",
    "producing",
    "product_known",
    "women",
    "with_nib",
    "surplus",
)
PARTS = ("owners", "recorded", "producing")


def _listed(columns: Sequence[str], *moves: str) -> tuple[Signs, ...]:
    """Moves written as `owners baseline_owners` or `-recorded`."""
    written = [[(word.lstrip("-"), -1 if word[0] == "-" else 1) for word in move.split()] for move in moves]
    return tuple(signs(columns, **dict(words)) for words in written)


def _count(columns: Sequence[str], terms: str, *moves: str) -> Count:
    return Count(_listed(columns, terms)[0], _listed(columns, *moves))


def _place_counts() -> tuple[Count, ...]:
    """An owner is listed only, listed and recorded, or recorded only; beside that anything else."""
    listed, met, found = "owners baseline_owners", "owners baseline_owners recorded", "owners recorded"
    told = (
        ("owners", listed, found, met),
        ("baseline_owners", "baseline_owners", listed, met),
        ("recorded", "recorded", found, met),
        ("owners -recorded", "-recorded", "-recorded -producing -product_known", listed),
        ("owners -baseline_owners", "-baseline_owners", found),
        ("baseline_owners recorded -owners", "baseline_owners", "recorded", met),
        *(
            (part, part, f"recorded {part}", f"{found} {part}", f"{met} {part}")
            for part in ("producing", "product_known")
        ),
        *((f"recorded -{part}", f"-{part}", "recorded", found, met) for part in ("producing", "product_known")),
        *((part, part, f"{listed} {part}", f"{found} {part}", f"{met} {part}") for part in ("women", "with_nib")),
        *((f"owners -{part}", f"-{part}", listed, found, met) for part in ("women", "with_nib")),
        ("surplus", "surplus"),
    )
    return tuple(_count(PLACE, *count) for count in told)


PLACES = Kind(
    columns=PLACE,
    limits=_listed(
        PLACE,
        "owners -baseline_owners",
        "owners -recorded",
        "baseline_owners recorded -owners",
        "recorded -producing",
        "recorded -product_known",
        "owners -women",
        "owners -with_nib",
    ),
    counts=_place_counts(),
    prices=(8, 4, 5, 3, 2, 1, 1, 1),
)
"""Columns of `coverage_district` and `coverage_village`."""

GROUPS = Kind(
    columns=PARTS,
    limits=_listed(PARTS, "owners -recorded", "recorded -producing"),
    counts=tuple(
        _count(PARTS, *count)
        for count in (
            ("owners", "owners", "owners recorded", "owners recorded producing"),
            ("recorded", "recorded", "owners recorded", "recorded producing", "owners recorded producing"),
            ("owners -recorded", "-recorded", "-recorded -producing", "owners"),
            ("producing", "producing", "recorded producing", "owners recorded producing"),
            ("recorded -producing", "-producing", "recorded", "owners recorded"),
        )
    ),
    prices=(8, 5, 3),
)
"""Columns of the tables by product, person and size."""

ONE = Kind(columns=("count",), limits=(), counts=(Count((1,), ((1,),)),), prices=(1,))
"""A single column."""
