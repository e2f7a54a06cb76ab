"""evaluate: owners found against a truth: pairwise precision, recall and F1."""

from collections import Counter

import pyarrow as pa


def evaluate(clusters: pa.Table, records: pa.Table, labels: pa.Table) -> dict[str, float | int]:
    """Compare clusters with labels.

    Args:
        clusters: `CLUSTERS`.
        records: `RECORDS`.
        labels: `source_file`, `source_sheet`, `source_row`, `owner`: which rows are the same owner in truth. A file
            is found by the end of its path, so labels may name it from another folder.

    Returns:
        precision, recall, f1 in [0..1]; true_pairs, found_pairs, right_pairs; labelled (records with a label),
        unlabelled (records without), lost (labels without a record).
    """
    owner_of = dict(zip(clusters["record_id"].to_pylist(), clusters["owner_id"].to_pylist(), strict=True))
    record_at = _places(records)
    suffix = _suffixes({file for file, _, _ in record_at}, set(labels["source_file"].to_pylist()))
    pairs: list[tuple[str, str]] = []
    for label in labels.to_pylist():
        place = (
            suffix.get(label["source_file"], ""),
            label["source_sheet"] or "",
            label["source_row"],
        )
        if place in record_at:
            pairs.append((label["owner"], owner_of[record_at[place]]))
    true, found = Counter(truth for truth, _ in pairs), Counter(owner for _, owner in pairs)
    return _rates(_pairs(true), _pairs(found), _pairs(Counter(pairs))) | {
        "labelled": len(pairs),
        "unlabelled": records.num_rows - len(pairs),
        "lost": labels.num_rows - len(pairs),
    }


def _places(records: pa.Table) -> dict[tuple[str, str, int], str]:
    columns = ("source_file", "source_sheet", "source_row")
    places = zip(*(records[column].to_pylist() for column in columns), strict=True)
    return dict(zip(places, records["record_id"].to_pylist(), strict=True))


def _suffixes(files: set[str], named: set[str]) -> dict[str, str]:
    """For each file a label names: the ingested file with the same end of the path."""
    return {name: file for name in named for file in files if _is_end(file, name) or _is_end(name, file)}


def _is_end(path: str, end: str) -> bool:
    return path == end or path.endswith(f"/{end}")


def _pairs(groups: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(size * (size - 1) // 2 for size in groups.values())


def _rates(true: int, found: int, right: int) -> dict[str, float | int]:
    precision = right / found if found else 1.0
    recall = right / true if true else 1.0
    f1 = 2 * precision * recall / (precision + recall) if right else float(true == found == 0)
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "true_pairs": true,
        "found_pairs": found,
        "right_pairs": right,
    }
