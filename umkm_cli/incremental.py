"""Which files of a run have to be read, and which lists were sent twice.

A file whose bytes are those of the last run, and that was cleaned by the same program under the same settings, is not
read again: its rows stand in the workspace. The result is that of a run from nothing, and a test holds it to that.

Two files with the same bytes, or two sheets with the same cells, are one list: the later one keeps its rows, but as
rejects, so that nothing is lost and nothing counts twice. Later means: further down by root and path; a list that
stands in the workspace and was not asked for comes first. When the first of two goes, the other takes its place.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from umkm_cli.config import Config
from umkm_cli.files.program import program_digest
from umkm_cli.intake import DUPLICATE, CleanSheet, Job, ListFile, Row, clean_files, digests_of, sheets_of
from umkm_cli.progress import Progress
from umkm_cli.schema import sheet_name
from umkm_cli.shapes import ColumnMap, decided
from umkm_cli.stock import Plan, key_of

SAME_FILE, SAME_ROWS = "same_file", "same_rows"
"""Why a sheet is a duplicate: the file has the bytes of another one, or the sheet its cells."""

RETRIED = frozenset({"timed_out", "crashed", "out_of_memory", "too_large", "no_permission", "changed"})
"""Reasons for leaving out a file that lie in the machine or the settings, not in the bytes: it is tried again."""


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet that was not read again: its records and rejects stand in the workspace."""

    source: Row


Sheet: TypeAlias = CleanSheet | KeptSheet


@dataclass(frozen=True, slots=True)
class Intake:
    """What a run makes of the files of its plan.

    Attributes:
        rows: Rows of `SOURCES`, sheet by sheet, in the order of the files.
        read: The sheets among them that were read in this run.
        states: For each file `new`, `changed`, `again` (read again for another reason) or `unchanged`.
    """

    rows: list[Row]
    read: list[CleanSheet]
    states: Mapping[ListFile, str]


def cleaned_as(config: Config, column_map: ColumnMap) -> str:
    """A digest of everything but the file itself that decides what cleaning makes of it."""
    parts = [program_digest(), config.region, config.data_year, sorted(decided(column_map).items())]
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=8).hexdigest()


def take_in(plan: Plan, *, config: Config, column_map: ColumnMap, progress: Progress) -> Intake:
    """Read what has to be read of the files of a plan.

    Args:
        plan: What was asked for, and what the workspace holds.
        config: Region, year of the data and limits.
        column_map: What the analyst says of columns.
        progress: Told of each file that is read.
    """
    run = _Run(plan, config, decided(column_map), progress)
    run.read_files()
    run.tell_repeats()
    rows = [sheet.source for file in run.files for sheet in run.sheets[file]]
    read = [sheet for file in run.files for sheet in run.sheets[file] if isinstance(sheet, CleanSheet)]
    return Intake(rows, read, {file: run.state(file) for file in run.files})


@dataclass(slots=True)
class _Run:
    """A run under way: what is known of each file by now."""

    plan: Plan
    config: Config
    column_map: ColumnMap
    progress: Progress
    digests: dict[ListFile, str | None] = field(init=False)
    stamp: str = field(init=False)
    standing: list[Row] = field(init=False)
    sheets: dict[ListFile, list[Sheet]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.digests = digests_of(self.files)
        self.stamp = cleaned_as(self.config, self.column_map)
        here = [row for file in self.plan.doubtful if self._has_old_bytes(file) for row in self._stored(file)]
        self.standing = [row for row in [*self.plan.kept, *here] if row["status"] == "read"]

    @property
    def files(self) -> list[ListFile]:
        """All files in the order in which the first of two equal lists is told."""
        return [*self.plan.files, *self.plan.doubtful]

    def state(self, file: ListFile) -> str:
        """What this run found of a file."""
        if not self._stored(file):
            return "new"
        if not self._has_old_bytes(file):
            return "changed"
        return "unchanged" if all(isinstance(sheet, KeptSheet) for sheet in self.sheets[file]) else "again"

    def read_files(self) -> None:
        """Read every file whose stored rows, if it has any, are not what reading it would give."""
        copies = _copies(self.files, self.digests, self.standing)
        kept = [file for file in self.files if self._is_still_true(file, is_copy=file in copies)]
        self.sheets = {file: [KeptSheet(row) for row in self._stored(file)] for file in kept}
        todo = [(file, file in copies) for file in self.files if file not in self.sheets]
        self.sheets |= {file: list(sheets) for (file, _), sheets in self._clean(todo).items()}
        for file, original in copies.items():
            self.sheets[file] = [
                _as_duplicate(sheet, sheet_name(original, sheet.source["source_sheet"]), SAME_FILE)
                for sheet in self.sheets[file]
            ]

    def tell_repeats(self) -> None:
        """Reject sheets with the cells of an earlier one; accept those whose earlier one is gone."""
        repeats = _repeats(self.sheets, self.files, self.standing)
        wrong = {
            (file, original is not None): None
            for (file, place), original in repeats.items()
            if (original is None) == _is_duplicate(self.sheets[file][place])
        }
        again = self._clean(list(wrong))
        for (file, place), original in repeats.items():
            sheets = self.sheets[file]
            if (original is None) == _is_duplicate(sheets[place]):
                # A file that changed, or failed its reader, since it was read a moment ago may have no such sheet.
                fresh = again[file, original is not None]
                sheets[place] = fresh[min(place, len(fresh) - 1)]
            if original is not None:
                sheets[place] = _as_duplicate(sheets[place], original, SAME_ROWS)

    def _clean(self, todo: Sequence[tuple[ListFile, bool]]) -> dict[tuple[ListFile, bool], list[CleanSheet]]:
        """Read files, each as it is or as a copy, all of whose rows are rejected."""
        settings = (self.config.region, self.config.data_year, self.config.max_file_mb, self.column_map)
        jobs = [Job(file, *settings, self.digests[file], is_copy=is_copy) for file, is_copy in todo]
        answers = clean_files(jobs, self.config, self.progress)
        return {
            task: sheets_of(task[0], answer, sha256=self.digests[task[0]], cleaned_as=self.stamp)
            for task, answer in zip(todo, answers, strict=True)
        }

    def _stored(self, file: ListFile) -> Sequence[Row]:
        return self.plan.stored.get(file.key, ())

    def _has_old_bytes(self, file: ListFile) -> bool:
        sha256 = self.digests[file]
        return all(row["sha256"] == sha256 for row in self._stored(file))

    def _is_still_true(self, file: ListFile, *, is_copy: bool) -> bool:
        """Are the stored rows of a file those that reading it would give, but for sheets with equal cells?

        A file that was not asked for keeps what it was cleaned as.
        """
        rows = self._stored(file)
        if not rows or self.digests[file] is None or not self._has_old_bytes(file):
            return False
        if any(row["reason"] in RETRIED for row in rows):
            return False
        is_asked = file.key in self.plan.asked
        if is_asked and any((row["cleaned_as"], row["asked_list"]) != (self.stamp, file.list_name) for row in rows):
            return False
        return all(row["status"] == "unreadable" or (row["reason"] == SAME_FILE) == is_copy for row in rows)


def _copies(
    files: Sequence[ListFile], digests: Mapping[ListFile, str | None], standing: Sequence[Row]
) -> dict[ListFile, str]:
    """Files whose bytes stand in the workspace or an earlier file, with the name of that one."""
    first = {row["sha256"]: key_of(row) for row in standing}
    copies: dict[ListFile, str] = {}
    for file in files:
        sha256 = digests[file]
        if sha256 and first.setdefault(sha256, file.key) != file.key:
            copies[file] = first[sha256][1]
    return copies


def _repeats(
    sheets: Mapping[ListFile, Sequence[Sheet]], files: Sequence[ListFile], standing: Sequence[Row]
) -> dict[tuple[ListFile, int], str | None]:
    """For each sheet that lists people the earlier one with the same cells; None when it is the first."""
    first = {row["content_key"]: row for row in standing if row["records"]}
    repeats: dict[tuple[ListFile, int], str | None] = {}
    for file, place, row in _with_records(sheets, files):
        original = first.setdefault(row["content_key"], row)
        is_first = original["source_id"] == row["source_id"]
        repeats[file, place] = None if is_first else sheet_name(original["source_file"], original["source_sheet"])
    return repeats


def _with_records(
    sheets: Mapping[ListFile, Sequence[Sheet]], files: Sequence[ListFile]
) -> Iterator[tuple[ListFile, int, Row]]:
    """Sheets that list people, those included that only were rejected because another one has the same cells."""
    for file in files:
        for place, sheet in enumerate(sheets[file]):
            if sheet.source["records"] or sheet.source["reason"] == SAME_ROWS:
                yield file, place, sheet.source


def _is_duplicate(sheet: Sheet) -> bool:
    return sheet.source["status"] == DUPLICATE


def _as_duplicate(sheet: Sheet, original: str, reason: str) -> Sheet:
    if sheet.source["status"] == "unreadable":
        return sheet
    return replace(sheet, source={**sheet.source, "status": DUPLICATE, "reason": reason, "duplicate_of": original})
