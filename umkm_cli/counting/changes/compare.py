"""compare: what is different from the report before, and why.

Rows are the same, corrected, moved, new or gone. Owners who share a row are one story: from it follows who is new, who
is gone, who was merged or split. Every owner that counts in one report and not in the other is told once, so that the
causes of a figure add up to its change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from umkm_cli.counting.arrays import Flags, Ints
from umkm_cli.counting.categories import UNKNOWN
from umkm_cli.counting.changes.continued import continued
from umkm_cli.counting.places import located
from umkm_cli.knowledge.regions import Regions
from umkm_cli.schema import COMPARED

FIGURES = ("owners", "baseline_owners", "recorded", "producing", "product_known")
"""What is counted of owners; `records` counts rows."""

_WITNESSES = {"baseline_owners": "bpum", "recorded": "survey", "producing": "survey"}
"""The list whose rows say that an owner counts; any row for the other figures."""

NEW_FILE, NEW_ROW, CORRECTED, AS_IT_WAS = range(4)
_CAME = ("new_file", "new_row", "corrected", "matching")
_WENT = ("file_gone", "row_gone", "corrected", "matching")
"""What rows tell of why an owner counts, or no longer does; the first that holds of any of them."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports.

    Attributes:
        rows: Rows of `REPORT_SNAPSHOT`; `sheet` is the number of file and sheet, `story` of the owners that belong
            together, `fate` one of the four numbers above.
        owners: One row per owner: its `story`, place, and for each figure whether it counts.
    """

    rows: pd.DataFrame
    owners: pd.DataFrame

    def why(self, figure: str) -> Ints:
        """For each owner the lowest fate of the rows that make it count."""
        witnesses = _WITNESSES.get(figure)
        rows = self.rows if witnesses is None else self.rows[self.rows["list"] == witnesses]
        fates = rows.groupby("owner")["fate"].min().reindex(self.owners.index, fill_value=AS_IT_WAS)
        lowest: Ints = fates.to_numpy()
        return lowest


def compare(before: pa.Table, now: pa.Table, regions: Regions) -> dict[str, pa.Table]:
    """The tables of `COMPARED`.

    Args:
        before: `REPORT_SNAPSHOT` of the report before.
        now: The same of this one.
        regions: The places to list; a place outside them counts as none.
    """
    old, new, found = _sides(before, now, regions)
    tables = {
        "compared_figure": _figures(old, new),
        "compared_cause": pd.DataFrame(_causes(old, new), columns=COMPARED["compared_cause"].names),
        "compared_district": _districts(old, new, regions),
        "compared_file": _files(old.rows, new.rows, found),
    }
    return {
        name: table.conform(pa.Table.from_pandas(tables[name], preserve_index=False))
        for name, table in COMPARED.items()
    }


def _sides(before: pa.Table, now: pa.Table, regions: Regions) -> tuple[Side, Side, Ints]:
    """Both reports, and for each row now the row before that it is or continues."""
    old, new = (table.to_pandas() for table in (before, now))
    both = pd.concat([old, new])[["source_file", "source_sheet"]]
    codes = both.groupby(["source_file", "source_sheet"], sort=False).ngroup().to_numpy()
    old, new = old.assign(sheet=codes[: len(old)]), new.assign(sheet=codes[len(old) :])
    found = continued(old, new)
    old_story, new_story = _stories(old, new, found)
    old = old.assign(story=old_story, fate=_fates(old, new, _turned(found, len(old))))
    new = new.assign(story=new_story, fate=_fates(new, old, found))
    return Side(old, _owners(old, regions)), Side(new, _owners(new, regions)), found


def _turned(found: Ints, size: int) -> Ints:
    """For each row before the row now that continues it; -1 for none."""
    turned = np.full(size, -1, np.int64)
    turned[found[found >= 0]] = np.flatnonzero(found >= 0)
    return turned


def _fates(rows: pd.DataFrame, others: pd.DataFrame, found: Ints) -> Ints:
    """What became of each row, or what it came from, `found` being its row in the other report."""
    is_found = found >= 0
    same = is_found.copy()
    for column in ("record_id", "list"):
        same[is_found] &= rows[column].to_numpy()[is_found] == others[column].to_numpy()[found[is_found]]
    is_file_there = rows["sheet"].isin(others["sheet"].unique()).to_numpy()
    return np.where(is_found, np.where(same, AS_IT_WAS, CORRECTED), np.where(is_file_there, NEW_ROW, NEW_FILE))


def _stories(old: pd.DataFrame, new: pd.DataFrame, found: Ints) -> tuple[Ints, Ints]:
    """Number the owners so that those who share a row, directly or by others, have one number; by row."""
    of_old, of_new = (rows["owner"].to_numpy(np.int64) for rows in (old, new))
    olds, news = (int(owner.max(initial=-1)) + 1 for owner in (of_old, of_new))
    is_found = found >= 0
    pairs = np.unique(np.column_stack([of_old[found[is_found]], of_new[is_found]]), axis=0)
    left, right = pairs[:, 0], pairs[:, 1]
    old_story, new_story = np.arange(olds), olds + np.arange(news)
    while len(pairs):
        np.minimum.at(new_story, right, old_story[left])
        again = old_story.copy()
        np.minimum.at(again, left, new_story[right])
        if np.array_equal(again, old_story):
            break
        old_story = again
    return old_story[of_old], new_story[of_new]


def _owners(rows: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    first = rows.drop_duplicates("owner").set_index("owner").sort_index()
    lists = {name: set(rows.loc[rows["list"] == name, "owner"]) for name in ("bpum", "survey")}
    places = located(first[["village_code", "district_code"]].fillna(UNKNOWN).astype("category"), regions)
    return pd.DataFrame(
        {
            "story": first["story"],
            "district_code": places["district_code"],
            "owners": True,
            "baseline_owners": first.index.isin(lists["bpum"]),
            "recorded": first.index.isin(lists["survey"]),
            "producing": first["is_producing"].astype(bool),
            "product_known": first["is_product_known"].astype(bool),
        }
    )


def _figures(old: Side, new: Side) -> pd.DataFrame:
    counts = {"records": [len(side.rows) for side in (old, new)]}
    counts |= {figure: [int(side.owners[figure].sum()) for side in (old, new)] for figure in FIGURES}
    table = pd.DataFrame.from_dict(counts, orient="index", columns=["before", "now"])
    return table.rename_axis("figure").reset_index().assign(change=(table["now"] - table["before"]).to_numpy())


def _causes(old: Side, new: Side) -> Iterator[tuple[str, str, str, int]]:
    for cause, sign, fates, words in (
        ("new", 1, new.rows["fate"].to_numpy(), _CAME),
        ("gone", -1, old.rows["fate"].to_numpy(), _WENT),
    ):
        yield from _told("records", cause, fates[fates < CORRECTED], words, sign)
    for figure in FIGURES:
        yield from _causes_of(figure, old, new)


def _causes_of(figure: str, old: Side, new: Side) -> Iterator[tuple[str, str, str, int]]:
    """Where one report counts nobody of a story each owner of the other is told; else how many more or fewer."""
    size = 1 + max(int(side.owners["story"].max()) if len(side.owners) else 0 for side in (old, new))
    sides = (old, new)
    counts = [np.bincount(side.owners.loc[side.owners[figure], "story"], minlength=size) for side in sides]
    is_there = [np.bincount(side.owners["story"], minlength=size) > 0 for side in sides]
    for here, there, words, (came, known), sign in (
        (1, 0, _CAME, ("new", "gained"), 1),
        (0, 1, _WENT, ("gone", "lost"), -1),
    ):
        side, stories = sides[here], sides[here].owners["story"].to_numpy()
        is_told = sides[here].owners[figure].to_numpy() & (counts[there][stories] == 0)
        why, is_known = side.why(figure), is_there[there][stories]
        yield from _told(figure, came, why[is_told & ~is_known], words, sign)
        yield from _told(figure, known, why[is_told & is_known], words, sign)
    yield from _regrouped(figure, new, counts[1] - counts[0], (counts[0] > 0) & (counts[1] > 0))


def _regrouped(figure: str, new: Side, change: Ints, is_both: Flags) -> Iterator[tuple[str, str, str, int]]:
    """Owners more or less where both reports count some of a story: one was split, or several were merged."""
    fates = new.rows.groupby("story")["fate"].min().reindex(range(len(change)), fill_value=AS_IT_WAS).to_numpy()
    for cause, sign in (("split", 1), ("merged", -1)):
        chosen = is_both & (np.sign(change) == sign)
        yield from _told(figure, cause, np.repeat(fates[chosen], np.abs(change[chosen])), _CAME, sign)


def _told(
    figure: str, cause: str, fates: Ints, words: tuple[str, ...], sign: int
) -> Iterator[tuple[str, str, str, int]]:
    for fate, count in enumerate(np.bincount(fates, minlength=len(words)).tolist()):
        if count:
            yield figure, cause, words[fate], sign * count


def _districts(old: Side, new: Side, regions: Regions) -> pd.DataFrame:
    codes = [*(place.code for place in regions.districts), UNKNOWN]
    table = pd.DataFrame(
        {
            "district_code": pd.Series([code or None for code in codes], dtype="str"),
            "district": pd.Series([*(place.name for place in regions.districts), None], dtype="str"),
        }
    )
    for figure in ("owners", "recorded", "producing"):
        for side, when in ((old, "_before"), (new, "")):
            counts = side.owners.groupby("district_code", observed=False)[figure].sum().reindex(codes, fill_value=0)
            table[f"{figure}{when}"] = counts.to_numpy()
    return table


def _files(old: pd.DataFrame, new: pd.DataFrame, found: Ints) -> pd.DataFrame:
    """Sheets with rows that came, went or changed, in the order of their names."""
    is_found = found >= 0
    source = old["sheet"].to_numpy()[found[is_found]]
    is_moved = np.zeros(len(new), bool)
    is_moved[is_found] = source != new["sheet"].to_numpy()[is_found]
    is_out = np.zeros(len(old), bool)
    is_out[found[is_moved]] = True
    named = pd.concat([old, new]).drop_duplicates("sheet").set_index("sheet")[["source_file", "source_sheet"]]
    parts: Mapping[str, pd.Series] = {
        "rows_before": old["sheet"],
        "rows": new["sheet"],
        "added": new.loc[new["fate"] < CORRECTED, "sheet"],
        "removed": old.loc[old["fate"] < CORRECTED, "sheet"],
        "corrected": new.loc[(new["fate"] == CORRECTED) & ~is_moved, "sheet"],
        "moved_in": new.loc[is_moved, "sheet"],
        "moved_out": old.loc[is_out, "sheet"],
    }
    counts = pd.DataFrame({name: sheets.value_counts() for name, sheets in parts.items()}, index=named.index).fillna(0)
    table = pd.concat([named, counts], axis=1)
    what = np.where(table["rows_before"] == 0, "new", np.where(table["rows"] == 0, "gone", "changed"))
    changed = table[list(parts)[2:]].sum(axis=1) > 0
    return table.assign(what=what)[changed].sort_values(["source_file", "source_sheet"])[
        list(COMPARED["compared_file"].names)
    ]
