"""Rows of a table that are no record: what gives them away."""

import re

TOTAL = re.compile(r"^(?:sub\s*|grand\s*)?(?:jumlah|total|jml)\b", re.IGNORECASE)

SIGNATURE = re.compile(
    r"^(?:mengetahui|menyetujui|mengesahkan|disahkan|diketahui|disetujui|kepala\s+(?:desa|kelurahan|dinas|bidang|seksi)"
    r"|(?:pj|plt|plh)\.?\s+(?:kepala|kades|lurah|camat)|kades\b|lurah\b|camat\b|sekretaris\b|sekdes\b|n\s?i\s?p\b\.?"
    r"|a\.?\s?n\.\s|tanda\s*tangan|hormat\s+kami|(?:di)?buat\s+oleh|yang\s+(?:membuat|melaporkan|mengusulkan)|bupati\b"
    r"|petugas\s+(?:pendata|survei|survey)|pendamping\b|ttd\b)",
    re.IGNORECASE,
)

EXAMPLE = re.compile(r"^\W*contoh\b", re.IGNORECASE)

PLACE_AND_DAY = re.compile(r"^[^\W\d][^\d,]{2,30},[\s.…_\-]*(?:\d{1,2}[\s./\-]+)?[^,]{0,14}?\s*20\d\d\.?$")
"""`Batang, 12 Mei 2021`, also with dots where the day should be."""

NOTE = re.compile(r"^(?:catatan|keterangan|ket\b|nb\b|note\b|sumber\b|\*|•|-\s+\w+\s+\w+\s+\w+)", re.IGNORECASE)

LONGEST_FOOTER = 4
"""Cells a row of signatures may have; a row of the list has more."""

_SPACED_OUT = re.compile(r"^(?:[^\W\d_] ){4,}[^\W\d_]\b")
_SPACED = re.compile(r"(?<=\b[^\W\d_]) (?=[^\W\d_]\b)")
_LETTER_PAIR = re.compile(r"[^\W\d_]{2}|^[^\W\d_]\.?\s+[^\W\d_]")


def is_name(text: str) -> bool:
    """Can the cell be somebody's name? Two letters beside each other are asked for, no more."""
    return bool(_LETTER_PAIR.search(text))


def kind_by_words(cells: list[str]) -> tuple[str, str] | None:
    """Kind and reason of a row that its words give away as example, total, signature or note.

    Only an example may hold a NIK.
    """
    filled = list(dict.fromkeys(_SPACED.sub("", cell) if _SPACED_OUT.match(cell) else cell for cell in cells if cell))
    texts = [cell for cell in filled if not cell.replace(".", "").isdigit()]
    if texts and EXAMPLE.match(texts[0]):
        return "rejected", "example"
    if texts and len(texts) <= LONGEST_FOOTER and TOTAL.match(texts[0]):
        return "total", "total"
    if len(filled) > LONGEST_FOOTER:
        return None
    if any(SIGNATURE.match(text) or PLACE_AND_DAY.match(text) for text in texts):
        return "footer", "signature"
    if texts and len(texts) <= 2 and NOTE.match(texts[0]):
        return "note", "note"
    return None
