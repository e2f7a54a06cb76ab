"""encoding: the text in the bytes of a file that does not say how it is encoded."""

import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINE_END = re.compile(r"\r*\n|\r")
_SEEN_BYTES = 65_536


def decode(data: bytes, *, declared: str | None = None) -> str:
    r"""The text of `data`: by its byte order mark, `declared`, UTF-16 by its zero bytes, strict UTF-8, else cp1252.

    NUL padding, a closing Ctrl-Z and the mark are cut; line ends (`\r`, `\r\n`, `\r\r\n`) become `\n`.
    """
    text = _decode(data, declared).removeprefix("\ufeff").replace("\0", "").rstrip("\x1a")
    return _LINE_END.sub("\n", text) if "\r" in text else text


def is_text(text: str) -> bool:
    """Is this text, not a picture or program that happened to decode?"""
    sample = text[:_SEEN_BYTES]
    odd = sum(char < " " and char not in "\t\n\f\v\x1a" for char in sample)
    return odd * 50 <= len(sample)


def _decode(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for name in (declared, _zero_byte_encoding(data.rstrip(b"\0\x1a")), "utf-8"):
        try:
            if name:
                return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _zero_byte_encoding(data: bytes) -> str | None:
    """UTF-16 of mostly western text has a zero in every other byte."""
    sample = data[:_SEEN_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 10 * even and odd * 3 > len(sample[1::2]):
        return "utf-16-le"
    if even > 10 * odd and even * 3 > len(sample[::2]):
        return "utf-16-be"
    return None
