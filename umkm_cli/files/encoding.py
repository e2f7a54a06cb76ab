"""encoding: the text in the bytes of a file that does not say how it is encoded."""

import codecs
import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINE_END = re.compile(r"\r*\n|\r")
_SEEN_BYTES = 65_536


def decode(data: bytes, *, declared: str | None = None) -> str:
    r"""The text of `data`: by its byte order mark, `declared`, UTF-16 by its zero bytes, else UTF-8.

    Bytes that are no UTF-8 are cp1252, so a file pasted together from both loses nothing. NULs, a closing Ctrl-Z and
    marks before a line are cut; line ends (`\r`, `\r\n`, `\r\r\n`) become `\n`.
    """
    text = _decode(data, declared)
    if "\0" in text:
        text = text.replace("\0", "")
    text = text.rstrip("\x1a")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        text = _LINE_END.sub("\n", text) if "\r" in text else text
    return text.removeprefix("\ufeff").replace("\n\ufeff", "\n") if "\ufeff" in text else text


def is_text(text: str) -> bool:
    """Is this text, not a picture or program that happened to decode?"""
    sample = text[:_SEEN_BYTES]
    if sample.isprintable():
        return True
    odd = sum(sample.count(char) for char in _CONTROLS)
    return odd * 50 <= len(sample)


_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\f\v\x1a"]


def _decode(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, _AS_CP1252 if encoding == "utf-8" else "replace")
    for name in (declared, _zero_byte_encoding(data.rstrip(b"\0\x1a"))):
        try:
            if name:
                return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", _AS_CP1252)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What bytes that are no UTF-8 say in cp1252; the five it lacks stand for themselves."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    text = "".join(_cp1252(byte) for byte in error.object[error.start : error.end])
    return text, error.end


def _cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_AS_CP1252 = "umkm_cp1252"
codecs.register_error(_AS_CP1252, _as_cp1252)


def _zero_byte_encoding(data: bytes) -> str | None:
    """UTF-16 of mostly western text has a zero in every other byte."""
    sample = data[:_SEEN_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 10 * even and odd * 3 > len(sample[1::2]):
        return "utf-16-le"
    if even > 10 * odd and even * 3 > len(sample[::2]):
        return "utf-16-be"
    return None
