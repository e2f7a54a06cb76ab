"""The context of a sheet: what its titles, its name, its file and folders and its signers say of all its rows."""

import re
from collections.abc import Sequence
from dataclasses import replace

from umkm_cli.cleaning.context import (
    Context,
    lies_in,
    names_district,
    read_file_name,
    read_signature,
    read_title,
    with_rw,
)
from umkm_cli.knowledge.proposers import find_proposer
from umkm_cli.knowledge.regions import Regions

_EXTENSION = re.compile(r"\.[A-Za-z]{2,5}$")


def sheet_context(
    titles: Sequence[str], *, signatures: Sequence[str] = (), sheet: str, file: str, regions: Regions
) -> Context:
    """The context of a sheet: its titles count most, then the sheet's name, the file's, and the folders' from within.

    What stands nearer to the rows was written for them: a file is copied and renamed more easily than its title is
    left wrong, and sheet names are often left at `Sheet1`. Levels are filled in one by one, so that the sheet may
    name the desa and the folder its kecamatan. Last are asked those who signed the list.
    """
    *folders, name = file.split("/")
    outside = [sheet, _EXTENSION.sub("", name), *reversed(folders)]
    said = [read_title(title, regions) for title in titles] + _read_names(outside, regions)
    said += [read_signature(text, regions) for text in signatures]
    merged: dict[str, object] = {}
    for context in said:
        for field in ("village", "district", "year", "stage", "hamlet", "rt_rw"):
            value = getattr(context, field)
            if value is not None:
                merged.setdefault(field, value)
        if context.rt_rw:
            merged["rt_rw"] = with_rw(str(merged["rt_rw"]), context.rt_rw)
    return Context(**merged, proposer=find_proposer([*titles, *outside]))  # type: ignore[arg-type]


def _read_names(names: Sequence[str], regions: Regions) -> list[Context]:
    """What the names of sheet, file and folders say, from within.

    A bare name of a kecamatan (`Bawang.xlsx`) is the desa of that name where a folder says that it lies elsewhere.
    """
    said = [read_file_name(name, regions) for name in names]
    for at, context in enumerate(said):
        if context.district and not context.village and not names_district(names[at]):
            outer = next((other.district for other in said[at + 1 :] if other.district), None)
            if outer and outer != context.district and lies_in(context.district, outer, regions):
                said[at] = replace(context, village=context.district, district=outer)
    return said
