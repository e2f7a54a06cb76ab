"""workspace: the folder that holds the tables of a run, always those of one run or those of the next."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from umkm_cli import __version__
from umkm_cli.errors import DamagedWorkspaceError, NotDedupedError, NotIngestedError, WorkspaceBusyError
from umkm_cli.files.lock import hold, who
from umkm_cli.files.manifest import (
    MANIFEST_NAME,
    STAGED_SUFFIX,
    TableFacts,
    is_leftover,
    manifest_bytes,
    read_manifest,
)
from umkm_cli.files.write import cannot_write, make_folder, parquet_bytes, sync_folder, write_bytes

LOCK_NAME = "umkm.lock"

INGESTED = frozenset({"records", "rejects", "sources"})
"""Tables that `umkm ingest` makes; all others come later."""


@dataclass(slots=True)
class Workspace:
    """The tables of a folder, as its manifest lists them.

    A table is written under a staged name that carries its digest; replacing the manifest is the one step that makes
    the new tables count; only then they get their plain names. Until then a reader finds a table by its digest under
    either name, so a crash at any point leaves the old tables or the new ones, complete.

    Attributes:
        path: The folder. It need not exist before something is published.
    """

    path: Path
    _tables: dict[str, TableFacts] = field(default_factory=dict, init=False)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The workspace at `path`; one that does not exist yet, or a folder without manifest, is empty.

        Raises:
            OtherVersionError: It is of another `WORKSPACE_FORMAT`.
            DamagedWorkspaceError: The manifest cannot be understood.
            CannotWriteError: `path` is a file, or may not be entered.
        """
        workspace = cls(path.absolute())
        workspace._tables = read_manifest(workspace.path)
        return workspace

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the workspace, so that nobody else writes to it; makes the folder if need be.

        Raises:
            WorkspaceBusyError: Somebody else holds it; `holder` says who.
            CannotWriteError: The folder cannot be made or written to.
        """
        with hold(self.path / LOCK_NAME, holder=who(), busy=WorkspaceBusyError):
            self._tables = read_manifest(self.path)  # somebody may have published since `open`
            if self._tables:
                self._sweep()
            yield

    def has(self, table: str) -> bool:
        """Has this table been published?"""
        return table in self._tables

    @property
    def names(self) -> tuple[str, ...]:
        """Tables that have been published."""
        return tuple(self._tables)

    def run_of(self, table: str) -> str | None:
        """The run that published a table, or None."""
        return self._tables[table]["run"] if table in self._tables else None

    def rows_of(self, table: str) -> int:
        """How many rows a published table has."""
        return self._facts(table)["rows"]

    def read(self, table: str, *columns: str) -> pa.Table:
        """A published table; with `columns`, those of them that it has, in that order.

        Raises:
            NotIngestedError: It is a table of `umkm ingest` and there is none yet.
            NotDedupedError: It is a later table and there is none yet.
            DamagedWorkspaceError: The file is missing, broken, or not what the manifest says.
        """
        facts = self._facts(table)
        file = self._file(table)
        try:
            if file.stat().st_size != facts["bytes"]:
                raise DamagedWorkspaceError(path=self.path, table=table)
            found = pq.ParquetFile(file).read(list(columns) or None)
        except (OSError, pa.ArrowException) as error:
            raise DamagedWorkspaceError(path=self.path, table=table) from error
        run = (found.schema.metadata or {}).get(b"umkm.run", b"").decode("utf-8", "replace")
        if found.num_rows != facts["rows"] or run != facts["run"]:
            raise DamagedWorkspaceError(path=self.path, table=table)
        return found.replace_schema_metadata(None)

    def verify(self) -> None:
        """Read every byte of every table and compare its digest.

        Raises:
            DamagedWorkspaceError: A table is not the one that was published.
        """
        for table in self._tables:
            self.read(table)
            with self._file(table).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != self._tables[table]["sha256"]:
                    raise DamagedWorkspaceError(path=self.path, table=table)

    def publish(self, tables: Mapping[str, pa.Table], *, run: str, drop: Sequence[str] = ()) -> None:
        """Replace all of `tables` and forget those of `drop`, in one step. Call it inside `lock`.

        Args:
            tables: By name; each becomes `<name>.parquet`.
            run: Name of the run, kept with each table.
            drop: Tables that are stale now; those in `tables` stay.

        Raises:
            CannotWriteError: Nothing has changed, unless only the last tidying up failed.
        """
        make_folder(self.path)
        kept = {name: facts for name, facts in self._tables.items() if name not in {*drop, *tables}}
        staged = {name: self._stage(name, table, run) for name, table in tables.items()}
        write_bytes(self.path / MANIFEST_NAME, manifest_bytes(kept | staged))
        self._tables = kept | staged
        self._sweep()

    def _stage(self, table: str, content: pa.Table, run: str) -> TableFacts:
        data = parquet_bytes(content, metadata={"umkm.run": run, "umkm.table": table})
        facts = TableFacts(rows=content.num_rows, bytes=len(data), sha256=hashlib.sha256(data).hexdigest(), run=run)
        write_bytes(self._staged(table, facts), data)
        return facts

    def _sweep(self) -> None:
        """Give published tables their plain names, and delete what crashes and dropped tables left behind."""
        try:
            for table, facts in self._tables.items():
                if self._staged(table, facts).exists():
                    self._staged(table, facts).replace(self._plain(table))
            for file in list(self.path.iterdir()):
                if is_leftover(file, published=self._tables.keys()):
                    file.unlink(missing_ok=True)
            sync_folder(self.path)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def _facts(self, table: str) -> TableFacts:
        if table in self._tables:
            return self._tables[table]
        raise (NotIngestedError if table in INGESTED else NotDedupedError)(path=self.path)

    def _file(self, table: str) -> Path:
        """Where a table is: still staged, if the one who published it died before giving it its name."""
        staged = self._staged(table, self._tables[table])
        return staged if staged.exists() else self._plain(table)

    def _plain(self, table: str) -> Path:
        return self.path / f"{table}.parquet"

    def _staged(self, table: str, facts: TableFacts) -> Path:
        return self.path / f".{table}.{facts['sha256'][:16]}{STAGED_SUFFIX}"


def open_with(path: Path, *tables: str) -> Workspace:
    """The workspace, once it is known to have these tables: only then it should be locked, which makes the folder.

    Raises:
        NotIngestedError: A table of `umkm ingest` is not there yet.
        NotDedupedError: A later table is not there yet.
    """
    space = Workspace.open(path)
    for table in tables:
        if not space.has(table):
            space.read(table)
    return space


def run_id(content: Sequence[object]) -> str:
    """A name for a run that depends on its input and on the version, not on the clock."""
    text = json.dumps([__version__, *content], default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
