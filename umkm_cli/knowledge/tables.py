"""The data files beside the code: small CSV tables whose every row names its source."""

import csv
from importlib import resources


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of `knowledge/data/<name>.csv` by column name, in the order of the file.

    Callers read a table once, at import or behind a cache, and keep what they make of it.

    Raises:
        FileNotFoundError: The table is not shipped: a broken installation.
    """
    text = resources.files("umkm_cli.knowledge").joinpath("data", f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
