"""Which list a sheet is: the grant list, or the survey of who was visited."""

import re
from collections.abc import Iterable

BPUM, SURVEY = "bpum", "survey"

VISIT_FIELDS = frozenset({"visited_on", "enumerator"})
"""Only somebody who went there writes down the day and the visitor."""

_VISIT_WORDS = re.compile(
    r"\b(?:surve[iy]|kunjungan|sensus|monev|monitoring|hasil\s+pendataan|verifikasi\s+lapangan)\b"
)
_MAYBE_WORDS = re.compile(r"\bpendataan\b")
_GRANT_WORDS = re.compile(r"\b(?:usulan|pengusulan|calon\s+penerima|proposal|pendaftaran|bpum|banpres)\b")
_GAPS = re.compile(r"[\W_]+")


def decide_list(fields: Iterable[str], texts: Iterable[str]) -> str:
    """`survey` or `bpum`, by the columns of the sheet, then by its titles and names.

    Args:
        fields: What its columns hold.
        texts: Its titles, its name, the file's and the folders'.
    """
    held = set(fields)
    said = _GAPS.sub(" ", " ".join(texts).lower())
    is_grant = bool(_GRANT_WORDS.search(said))
    if held & VISIT_FIELDS or _VISIT_WORDS.search(said):
        return SURVEY
    if not is_grant and ("production_status" in held or _MAYBE_WORDS.search(said)):
        return SURVEY
    return BPUM
