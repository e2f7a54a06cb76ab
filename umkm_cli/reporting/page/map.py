"""A map of the regency: its kecamatan as tiles, or the outlines of a map file, the darker the nearer to the target."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from umkm_cli.findings.coverage import Coverage
from umkm_cli.knowledge.centroids import centroids
from umkm_cli.messages import percent, safe
from umkm_cli.outlines import Outlines, Ring
from umkm_cli.reporting.labels import district_label, village_label
from umkm_cli.reporting.page.cells import Counts, Pen, counts_of, named, step_of
from umkm_cli.reporting.page.colours import STEPS

TILE_WIDTH, TILE_HEIGHT, GAP = 100, 62, 5
_WIDTH = 500
"""Of a map of outlines, in units. Points are moved to whole units, so that neighbours go on touching each other."""

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """A kecamatan or desa on the map.

    Attributes:
        name: Its name.
        reached: Recorded owners as a share of its target, as it is written; a dash when there is none.
        told: Both, and the counts, in a sentence.
        figure: The name of its count, for tracing.
        shade: From 0; None where nothing is known.
        x, y: Upper left corner of a tile, middle of an outline.
        path: The outline as an SVG path; empty for a tile.
    """

    name: str
    reached: str
    told: str
    figure: str
    shade: int | None
    x: float
    y: float
    path: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """The map: its size in units, its areas, and what could not be drawn."""

    width: int
    height: int
    areas: tuple[Area, ...]
    is_tiled: bool
    has_names: bool = True
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def draw_map(coverage: Coverage, outlines: Outlines | None, pen: Pen) -> Map | None:
    """The map; None without a map file for a regency whose kecamatan have no known place."""
    if outlines is not None:
        return _outlined(coverage, outlines, pen)
    places = centroids(coverage.region_code)
    spots = tiles(places)
    rows = {row["district_code"]: row for row in counts_of(coverage, "district")}
    areas = tuple(
        _area(rows[code], "district", pen, x=x * (TILE_WIDTH + GAP), y=y * (TILE_HEIGHT + GAP))
        for code, (x, y) in spots.items()
        if code in rows
    )
    if not areas:
        return None
    width = (max(x for x, _ in spots.values()) + 1) * (TILE_WIDTH + GAP) - GAP
    height = (max(y for _, y in spots.values()) + 1) * (TILE_HEIGHT + GAP) - GAP
    return Map(width, height, areas, is_tiled=True)


def _area(row: Counts, level: str, pen: Pen, *, x: float, y: float, path: str = "") -> Area:
    name = (district_label if level == "district" else village_label)(row, pen.language)
    recorded, target = row["recorded"], row["target_share"]
    share = recorded / target if recorded is not None and target else None
    reached = percent(share, pen.language)
    counts = pen.say("page.map_told", recorded=pen.number(recorded).text, target=pen.number(target).text)
    return Area(
        name=name, reached=reached, told=f"{name}: {reached}. {counts}",
        figure=pen.traced(named("recorded", row[f"{level}_code"])),
        shade=None if share is None else step_of(share, STEPS), x=x, y=y, path=path,
    )  # fmt: skip


def tiles(places: Mapping[str, tuple[float, float]]) -> dict[str, Spot]:
    """A spot on a grid for each place, as near to where it lies as can be: column and row from the north-west.

    Args:
        places: Longitude and latitude by code.
    """
    if not places:
        return {}
    wanted, columns, rows = _stretched(places)
    free = list(product(range(columns), range(rows)))
    spots: dict[str, Spot] = {}
    for code in sorted(wanted, key=lambda code: (wanted[code][1], wanted[code][0])):
        spots[code] = min(free, key=lambda spot, code=code: (_apart(spot, wanted[code]), spot))  # type: ignore[misc]
        free.remove(spots[code])
    while _improve(spots, free, wanted):
        pass
    return spots


def _stretched(places: Mapping[str, tuple[float, float]]) -> tuple[dict[str, tuple[float, float]], int, int]:
    """The places on a grid with a third more spots than places, in their proportions."""
    east, north = ([place[axis] for place in places.values()] for axis in (0, 1))
    across, down = (max(max(side) - min(side), 1e-9) for side in (east, north))
    columns = max(round(math.sqrt(len(places) * 1.33 * across / down)), 1)
    rows = -(-round(len(places) * 1.33) // columns)
    return (
        {
            code: ((x - min(east)) / across * (columns - 1), (max(north) - y) / down * (rows - 1))
            for code, (x, y) in places.items()
        },
        columns,
        rows,
    )


def _improve(spots: dict[str, Spot], free: list[Spot], wanted: Mapping[str, tuple[float, float]]) -> bool:
    """Move one place to a free spot, or let two change theirs, where that brings them nearer; False when none does."""
    for code, (place, spot) in ((code, pair) for code in spots for pair in enumerate(free)):
        if _apart(spot, wanted[code]) < _apart(spots[code], wanted[code]) - 1e-9:
            free[place], spots[code] = spots[code], spot
            return True
    for one, other in product(spots, spots):
        now = _apart(spots[one], wanted[one]) + _apart(spots[other], wanted[other])
        if _apart(spots[other], wanted[one]) + _apart(spots[one], wanted[other]) < now - 1e-9:
            spots[one], spots[other] = spots[other], spots[one]
            return True
    return False


def _apart(spot: Spot, wanted: tuple[float, float]) -> float:
    return (spot[0] - wanted[0]) ** 2 + (spot[1] - wanted[1]) ** 2


def _outlined(coverage: Coverage, outlines: Outlines, pen: Pen) -> Map | None:
    table = counts_of(coverage, outlines.level)
    rows = {row[f"{outlines.level}_code"]: row for row in table}
    project, height = _projection(ring for rings in outlines.rings.values() for ring in rings)
    areas = []
    for code, rings in outlines.rings.items():
        lines = [line for line in (_simplified(map(project, ring)) for ring in rings) if line]
        if lines and code in rows:
            x, y = _middle(max(lines, key=lambda line: abs(_surface(line))))
            areas.append(_area(rows[code], outlines.level, pen, x=x, y=y, path="".join(map(_path, lines))))
    return Map(
        _WIDTH, height, tuple(areas), is_tiled=False, has_names=outlines.level == "district",
        unknown=tuple(map(safe, outlines.unknown)), missing=tuple(map(safe, outlines.missing)),
    )  # fmt: skip


def _projection(rings: Iterable[Ring]):  # type: ignore[no-untyped-def] # noqa: ANN202 - see the return
    """From degrees to whole units (equirectangular, true to scale in the middle), and the height of the map."""
    points = [point for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2)) or 1e-9
    unit = max((east - west) * squeeze, (north - south) / 1.5, 1e-9) / _WIDTH

    def project(point: tuple[float, float]) -> Spot:
        return round((point[0] - west) * squeeze / unit), round((north - point[1]) / unit)

    return project, max(round((north - south) / unit), 1)


def _simplified(points: Iterable[Spot]) -> list[Spot]:
    """Without points that are where the last one is, or on the way to the next; nothing when no surface is left."""
    line: list[Spot] = []
    for point in points:
        if line and point == line[-1]:
            continue
        while len(line) > 1 and _surface([line[-2], line[-1], point]) == 0:
            line.pop()
        line.append(point)
    if len(line) > 1 and line[0] == line[-1]:
        line.pop()
    return line if len(line) > 2 and _surface(line) else []


def _surface(line: Sequence[Spot]) -> float:
    """Of a closed line; negative when it turns the other way."""
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in _closed(line)) / 2


def _middle(line: Sequence[Spot]) -> tuple[float, float]:
    """The centre of gravity."""
    surface = _surface(line) or 1e-9
    x, y = (
        sum((one[axis] + two[axis]) * (one[0] * two[1] - two[0] * one[1]) for one, two in _closed(line)) / 6 / surface
        for axis in (0, 1)
    )
    return round(x, 1), round(y, 1)


def _closed(line: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    return pairwise([*line, line[0]])


def _path(line: Sequence[Spot]) -> str:
    """An SVG path, each point told from the one before."""
    steps = " ".join(f"{now[0] - before[0]} {now[1] - before[1]}" for before, now in pairwise(line))
    return f"M{line[0][0]} {line[0][1]}l{steps}z"
