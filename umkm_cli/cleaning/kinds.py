"""Rows of a table that are no record: what gives them away."""

import re

TOTAL = re.compile(r"^(?:sub\s*|grand\s*)?(?:jumlah|total|jml|pindahan|dipindahkan)\b", re.IGNORECASE)

SIGNATURE = re.compile(
    r"^(?:mengetahui|menyetujui|mengesahkan|disahkan|diketahui|disetujui|kepala\s+(?:desa|kelurahan|dinas|bidang|seksi)"
    r"|(?:pj|plt|plh)\.?\s+(?:kepala|kades|lurah|camat)|kades\b|lurah\b|camat\b|sekretaris\b|sekdes\b|n\s?i\s?p\b\.?"
    r"|a\.?\s?n\.\s|tanda\s*tangan|hormat\s+kami|(?:di)?buat\s+oleh|yang\s+(?:membuat|melaporkan|mengusulkan)|bupati\b"
    r"|petugas\s+(?:pendata|survei|survey)|pendamping\b|ttd\b)",
    re.IGNORECASE,
)

EXAMPLE = re.compile(r"^\W*(?:contoh|cth|misal(?:nya)?)\b", re.IGNORECASE)

HINT = re.compile(
    r"\b(?:contoh|misalnya|cth|diisi|wajib|opsional|digit|karakter|huruf|tanpa\s+(?:spasi|gelar|titik)|sesuai\s+ktp"
    r"|isi(?:kan)?\s+(?:dengan|sesuai|data|nama|nomor)|tulis(?:kan)?\s+(?:nama|lengkap|sesuai|dengan|\d+)"
    r"|pilih\s+(?:salah|dari)|boleh\s+kosong|kosongkan|dd\W?mm)\b|x{4,}|^\W*(?:teks|text|angka|numerik|tanggal)\W*$",
    re.IGNORECASE,
)
"""What a form says about how it is to be filled in. One such cell may be a remark, two are a row of hints."""

PLACE_AND_DAY = re.compile(r"^[^\W\d][^\d,]{2,30},[\s.…_\-]*(?:\d{1,2}[\s./\-]+)?[^,]{0,14}?\s*20\d\d\.?$")
"""`Batang, 12 Mei 2021`, also with dots where the day should be."""

NOTE = re.compile(r"^(?:catatan|keterangan|ket\b|nb\b|note\b|sumber\b|\*|•|-\s+\w+\s+\w+\s+\w+)", re.IGNORECASE)

LONGEST_FOOTER = 4
"""Cells a row of signatures may have; a row of the list has more."""

_KEY = re.compile(r"(?:kabupaten|kab|provinsi|prov|kecamatan|tahun(?:\s+anggaran)?|tahap)\b\W*", re.IGNORECASE)
_SPACED_OUT = re.compile(r"^(?:[^\W\d_] ){4,}[^\W\d_]\b")
_SPACED = re.compile(r"(?<=\b[^\W\d_]) (?=[^\W\d_]\b)")
_LETTER_PAIR = re.compile(r"[^\W\d_]{2}|^[^\W\d_]\.?\s+[^\W\d_]")


def is_name(text: str) -> bool:
    """Can the cell be somebody's name? Two letters beside each other are asked for, no more."""
    return bool(_LETTER_PAIR.search(text))


def is_key_and_value(filled: list[str]) -> bool:
    """Is a row of these filled cells a line of a form, `KABUPATEN | : BATANG`, and not of a list?"""
    if not 2 <= len(filled) <= LONGEST_FOOTER:
        return False
    return _KEY.fullmatch(filled[0]) is not None or any(cell.startswith(":") for cell in filled[1:])


def kind_by_words(cells: list[str]) -> tuple[str, str] | None:
    """Kind and reason of a row that its words give away as example, total, signature or note.

    Only an example may hold a NIK. A row of hints on how to fill in the form is an example, too.
    """
    filled = list(dict.fromkeys(_SPACED.sub("", cell) if _SPACED_OUT.match(cell) else cell for cell in cells if cell))
    texts = [cell for cell in filled if not cell.replace(".", "").isdigit()]
    if texts and (EXAMPLE.match(texts[0]) or sum(bool(HINT.search(text)) for text in texts) >= 2):
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
