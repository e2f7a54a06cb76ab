"""What values have to say about the titles above them: they bear a title out, overrule it, or stand in for one."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from umkm_cli.cleaning.claims import (
    MOSTLY_PLACES,
    claim_address,
    claim_by_looks,
    claim_codes,
    claim_name,
    claim_places,
)
from umkm_cli.cleaning.columns import Columns, Peek, Table, Texts
from umkm_cli.cleaning.context import place_shares
from umkm_cli.cleaning.labels import Label, Understood, read_labels, sex_of_title
from umkm_cli.cleaning.profile import Profile
from umkm_cli.cleaning.shared import join_boxes, join_names, join_villages, see_in_names
from umkm_cli.knowledge.headers import fold_header
from umkm_cli.knowledge.regions import Regions
from umkm_cli.knowledge.statuses import read_status
from umkm_cli.shapes import NO_MAP, ColumnMap, shape_of

TICKS = frozenset({"V", "√", "✓", "✔", "X", "1", "*", "L", "P", "YA", "LK", "PR", "●", "☑", "\uf0fc", "ü"})
"""What stands in a ticked cell; the last two are the tick of the font Wingdings."""

LOOKS: dict[str | None, Callable[[Profile], float]] = {
    "nik": lambda seen: seen.long,
    "no_kk": lambda seen: seen.long,
    "name": lambda seen: seen.words,
    "phone": lambda seen: seen.phone - seen.long,
    "gender": lambda seen: seen.gender,
}
"""Fields whose values can be told by their looks, and the share that looks so."""

COUNTS = frozenset({"JUMLAH", "TOTAL", "JML", "JUMLAH UMKM", "JUMLAH ORANG"})
"""Titles of a small table that counts, beside the list."""


def understand(
    labels: list[Label], *, peek: Peek, texts: Texts, regions: Regions, column_map: ColumnMap = NO_MAP
) -> Columns:
    """Columns by their titles, then by every check of `CHECKS`, in order; what the analyst says stands above both.

    Args:
        labels: Titles of each column.
        peek: What the values of a column look like.
        texts: The values themselves.
        regions: Places by which a column of desa or kecamatan is recognised.
        column_map: What the analyst says of columns.
    """
    titled = read_labels(_set_right(labels, peek))
    said = column_map.get(shape_of(column.header for column in titled), ())
    table = Table(settle(titled, said), peek, texts, regions)
    for check in CHECKS:
        check(table)
    return Columns(tuple(settle(table.columns, said)), table.ticks, table.more, table.in_name)


def settle(columns: list[Understood], said: Sequence[str | None]) -> list[Understood]:
    """The columns with the analyst's word for those that have one; another column with such a field loses it."""
    words = dict(enumerate(said))
    given = {field for field in said if field}
    return [
        column.decided(field) if (field := words.get(at)) is not None
        else column.dropped() if column.field in given
        else column
        for at, column in enumerate(columns)
    ]  # fmt: skip


def understand_values(width: int, *, peek: Peek, texts: Texts, regions: Regions) -> Columns:
    """Columns of a table without any header."""
    return understand([() for _ in range(width)], peek=peek, texts=texts, regions=regions)


def _set_right(labels: list[Label], peek: Peek) -> list[Label]:
    """The titles, moved by one column where only that puts names, NIKs and phones under their titles."""
    fits = _fits(labels, peek)
    if -1 not in fits:
        return labels
    moved = [side for side in ([(), *labels[:-1]], [*labels[1:], ()]) if set(side) >= set(labels)]
    best = max(moved, key=lambda side: sum(_fits(side, peek)), default=labels)
    return best if sum(_fits(best, peek)) >= sum(fits) + 2 else labels


def _fits(labels: list[Label], peek: Peek) -> list[int]:
    """For each title of a field with a look of its own: 1 for values that look so, -1 for others, 0 for none."""
    told = [(peek(at), LOOKS[column.field]) for at, column in enumerate(read_labels(labels)) if column.field in LOOKS]
    return [0 if not seen.filled else 1 if look(seen) >= 0.5 else -1 for seen, look in told]


def _drop_numbers_without_digits(table: Table) -> None:
    """A NIK or KK column that holds no long numbers is none; the title belongs to another column."""
    for field in ("nik", "no_kk"):
        position = table.find(field)
        if position is not None:
            seen = table.peek(position)
            if seen.filled >= 3 and (seen.words > 0.5 or (seen.long < 0.1 and seen.phone > 0.5)):
                table.drop(position)


def _drop_name_without_letters(table: Table) -> None:
    position = table.find("name")
    if position is not None:
        seen = table.peek(position)
        if seen.filled >= 3 and seen.words < 0.2 and seen.long + seen.phone > 0.5:
            table.drop(position)


def _drop_phone_of_long_numbers(table: Table) -> None:
    position = table.find("phone")
    if position is not None and table.peek(position).filled >= 3 and table.peek(position).long > 0.8:
        table.drop(position)


def _drop_names_of_places(table: Table) -> None:
    """`NAMA` over desa or kecamatan, and no NIK beside it: a summary, not a list of people."""
    position = table.find("name")
    if position is None or table.find("nik") is not None or table.peek(position).filled < 2:
        return
    if max(place_shares(table.texts(position), table.regions)) >= MOSTLY_PLACES:
        table.drop(position)


def _drop_status_of_something_else(table: Table) -> None:
    """`Status` alone may be about marriage, or about the grant: it must hold words of the business register."""
    position = table.find("production_status")
    if position is None or table.columns[position].confidence > 0.7:
        return
    filled = [text for text in table.texts(position) if text]
    understood = sum(read_status(text) is not None for text in filled)
    if not filled or understood < 0.6 * len(filled):
        table.drop(position)


def _drop_beyond_a_gap(table: Table) -> None:
    """Behind a blank column without a title stand notes and small tables, unless they are filled like the list."""
    core = max(table.find("name") or 0, table.find("nik") or 0)
    titles = [at for at, column in enumerate(table.columns) if column.header and at > core]
    gap = next((at for at in titles if not table.columns[at - 1].header and not table.peek(at - 1).filled), None)
    if gap is None or not core:
        return
    beyond = range(gap, len(table.columns))
    rows = sum(map(bool, table.texts(core)))
    is_thin = all(2 * sum(map(bool, table.texts(at))) < rows for at in beyond)
    if is_thin or any(fold_header(table.columns[at].header) in COUNTS for at in beyond):
        for at in beyond:
            table.columns[at] = replace(table.columns[at], field=None, confidence=0.0, how="none", is_known=True)


def _claim_nik(table: Table) -> None:
    """A column of 16-digit numbers is a NIK whatever its title says, the one with women's birth days first."""
    if table.find("nik") is not None:
        return
    seen = {at: table.peek(at) for at in table.left()}
    fit = [at for at, profile in seen.items() if profile.long >= 0.6 and profile.dated >= 0.6]
    if fit:
        best = max(fit, key=lambda at: (seen[at].woman > 0, seen[at].long, -at))
        table.claim(best, "nik", seen[best].long)


def _claim_kk(table: Table) -> None:
    if table.find("no_kk") is not None or table.find("nik") is None:
        return
    for at in table.left():
        seen = table.peek(at)
        if seen.filled >= 3 and seen.long >= 0.8 and seen.dated >= 0.8 and seen.woman == 0:
            table.claim(at, "no_kk", seen.long * 0.8)
            return


def _swap_nik_and_kk(table: Table) -> None:
    """Women's days (41 to 71) in the KK column and none in the NIK column: the two titles were changed about."""
    nik, no_kk = table.find("nik"), table.find("no_kk")
    if nik is None or no_kk is None:
        return
    under_nik, under_kk = table.peek(nik), table.peek(no_kk)
    if under_nik.filled >= 5 and under_nik.woman == 0 and under_kk.woman >= 0.2 and under_kk.long >= 0.5:
        table.claim(nik, "no_kk", 0.9)
        table.claim(no_kk, "nik", 0.9)


def _claim_ticks(table: Table) -> None:
    """Two columns titled `L` and `P`, of which one is ticked in every row, tell the sex together."""
    sexes = {at: sex_of_title(column.header) for at, column in enumerate(table.columns) if column.header}
    for man, woman in zip(sexes, list(sexes)[1:], strict=False):
        pair = (man, woman) if sexes[man] == "L" else (woman, man)
        if {sexes[man], sexes[woman]} == {"L", "P"} and _are_ticks(table, pair):
            for at in pair:
                table.claim(at, "gender", 0.9)
            table.ticks = pair
            return


def _are_ticks(table: Table, pair: tuple[int, int]) -> bool:
    rows = [row for row in zip(*(table.texts(at) for at in pair), strict=True) if any(row)]
    ticked = [bool(left) != bool(right) and (left or right).upper() in TICKS for left, right in rows]
    return len(ticked) >= 2 and sum(ticked) >= 0.8 * len(ticked)


def _say_what_is_sure(table: Table) -> None:
    """Values that bear a title out make it surer: `KTP` over 16-digit numbers."""
    position = table.find("nik")
    if position is not None and table.columns[position].how != "values" and table.peek(position).long >= 0.6:
        column = table.columns[position]
        table.columns[position] = replace(column, confidence=max(column.confidence, 0.95))


CHECKS: tuple[Callable[[Table], None], ...] = (
    _drop_numbers_without_digits,
    _drop_name_without_letters,
    _drop_phone_of_long_numbers,
    _drop_status_of_something_else,
    _drop_beyond_a_gap,
    join_boxes,
    join_names,
    join_villages,
    _claim_ticks,
    _claim_nik,
    _claim_kk,
    _swap_nik_and_kk,
    _drop_names_of_places,
    claim_places,
    claim_name,
    claim_by_looks,
    claim_codes,
    claim_address,
    see_in_names,
    _say_what_is_sure,
)
"""What values have to say about titles, in the order asked."""
