"""Lists that stand side by side on one sheet: where one ends and the next begins."""

from umkm_cli.cleaning.labels import Label, guess_label
from umkm_cli.knowledge.headers import fold_header


def find_cuts(labels: list[Label]) -> list[int]:
    """Columns at which another list begins, by the titles of a header; none for an ordinary table.

    A list begins anew where its first title, or its running number, comes again and a name column follows. `NAMA AHLI
    WARIS` beside `NAMA PEMILIK` begins none: most of the titles have to be those of the first list.
    """
    titles = [fold_header(" ".join(label)) for label in labels]
    first = next((title for title in titles if title), "")
    if not first or titles.count(first) < 2:
        return []
    edges = [at for at, title in enumerate(titles) if title == first]
    parts = [set(titles[start:stop]) - {""} for start, stop in zip(edges, [*edges[1:], len(titles)], strict=True)]
    named = {title for title, label in zip(titles, labels, strict=True) if _is_name(label)}
    if all(part & named and 2 * len(part & parts[0]) >= len(part) and len(part) > 1 for part in parts):
        return edges[1:]
    return []


def _is_name(label: Label) -> bool:
    guess = guess_label(label)
    return guess is not None and guess.field == "name"
