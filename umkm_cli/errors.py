"""What can make a run meaningless, and the exit status each kind ends with.

A bad row is data and goes to `rejects`; only what stops a run is raised. An error carries a message key and facts,
never a sentence: the sentence and its hint live in `locales/`, under `error.<key>` and `error.<key>_hint`.
"""

from enum import IntEnum
from typing import ClassVar


class ExitStatus(IntEnum):
    """How `umkm` ends. Numbers are a contract with scripts: add, never renumber."""

    DONE = 0
    PARTLY = 1  # finished, but some files could not be read
    USAGE = 2  # the command line or the settings are wrong
    INPUT = 3  # nothing usable was found in the input
    OUTPUT = 4  # results could not be written
    STATE = 5  # the workspace is not ready for this command
    BUG = 70  # our fault
    INTERRUPTED = 130  # Ctrl-C


class UmkmError(Exception):
    """Anything a user can be told about in one line.

    Args:
        **facts: Values for the placeholders of the message. Anything read from a cell is masked when it is shown.
    """

    key: ClassVar[str]
    status: ClassVar[ExitStatus]

    def __init__(self, **facts: object) -> None:
        super().__init__(self.key, facts)
        self.facts = facts


class UnknownSettingError(UmkmError):
    """A key in `umkm.toml` that no setting has."""

    key = "unknown_setting"
    status = ExitStatus.USAGE


class BadSettingError(UmkmError):
    """A setting whose value makes no sense, wherever it came from."""

    key = "bad_setting"
    status = ExitStatus.USAGE


class BadTargetError(UmkmError):
    """A `[[targets]]` entry that does not fit the regency; `reason` is a message key under `target.`."""

    key = "bad_target"
    status = ExitStatus.USAGE


class BrokenSettingsFileError(UmkmError):
    """`umkm.toml` is not TOML."""

    key = "broken_settings_file"
    status = ExitStatus.USAGE


class BrokenColumnMapError(UmkmError):
    """The file of `--map` is not TOML."""

    key = "broken_column_map"
    status = ExitStatus.USAGE


class BadColumnMapError(UmkmError):
    """The file of `--map` is TOML, but of another form; `reason` is a message key under `column_map.`."""

    key = "bad_column_map"
    status = ExitStatus.USAGE


class UnknownFieldError(UmkmError):
    """The file of `--map` gives a column a field that does not exist."""

    key = "unknown_field"
    status = ExitStatus.USAGE


class UnusedShapeError(UmkmError):
    """What the file of `--map` says of a shape concerns no file; a warning."""

    key = "unused_shape"
    status = ExitStatus.USAGE


class UnknownRegionError(UmkmError):
    """A regency code that no region table has."""

    key = "unknown_region"
    status = ExitStatus.USAGE


class RegionDataMissingError(UmkmError):
    """A regency other than the built-in one, without the package that knows it."""

    key = "region_data_missing"
    status = ExitStatus.USAGE


class UnknownModelError(UmkmError):
    """`--model` names neither a model that is shipped nor a file."""

    key = "unknown_model"
    status = ExitStatus.USAGE


class BrokenModelError(UmkmError):
    """The file of `--model` is not TOML."""

    key = "broken_model"
    status = ExitStatus.USAGE


class BadModelError(UmkmError):
    """A model file that cannot be used; `reason` is a message key under `model.`."""

    key = "bad_model"
    status = ExitStatus.USAGE


class MissingColumnError(UmkmError):
    """A model needs a column that the list has not."""

    key = "missing_column"
    status = ExitStatus.INPUT


class BadListError(UmkmError):
    """A list given with `--input` that cannot be used; `reason` is a message key under `list.`."""

    key = "bad_list"
    status = ExitStatus.INPUT


class OtherListsError(UmkmError):
    """A list given with `--input` cannot go where `umkm ingest` has read lists into."""

    key = "other_lists"
    status = ExitStatus.STATE


class ForeignListsError(UmkmError):
    """`umkm ingest` cannot read lists into a workspace of `umkm dedupe --input`."""

    key = "foreign_lists"
    status = ExitStatus.STATE


class CannotCompareError(UmkmError):
    """`--compare` names nothing that can be compared; `reason` is a message key under `compare.`."""

    key = "cannot_compare"
    status = ExitStatus.USAGE


class OptionNeedsError(UmkmError):
    """An option that does nothing without another."""

    key = "option_needs"
    status = ExitStatus.USAGE


class OptionsApartError(UmkmError):
    """Two options that do not go together; `reason` is a message key under `apart.`."""

    key = "options_apart"
    status = ExitStatus.USAGE


class UnknownFigureError(UmkmError):
    """`--trace` names no figure of the report; `reason` is a message key under `figure.`."""

    key = "unknown_figure"
    status = ExitStatus.USAGE


class PathNotFoundError(UmkmError):
    """A path the user named does not exist."""

    key = "path_not_found"
    status = ExitStatus.INPUT


class NoFilesError(UmkmError):
    """The paths hold no spreadsheet at all."""

    key = "no_files"
    status = ExitStatus.INPUT


class NoTableError(UmkmError):
    """Files were read, but none holds a list of people."""

    key = "no_table"
    status = ExitStatus.INPUT


class UnreadableFileError(UmkmError):
    """One file cannot be read; `reason` is a message key under `unreadable.`."""

    key = "unreadable_file"
    status = ExitStatus.INPUT


class BadLabelsError(UmkmError):
    """A truth or label file that cannot be used."""

    key = "bad_labels"
    status = ExitStatus.INPUT


class BadDecisionsError(UmkmError):
    """A log of decisions that cannot be used; `reason` is a message key under `decisions.`."""

    key = "bad_decisions"
    status = ExitStatus.INPUT


class BadReviewBookError(UmkmError):
    """A workbook of `umkm review` that cannot be taken back; `reason` is a message key under `unfit_book.`."""

    key = "bad_review_book"
    status = ExitStatus.INPUT


class ReviewBusyError(UmkmError):
    """Somebody else is reviewing this workspace."""

    key = "review_busy"
    status = ExitStatus.STATE


class NothingToReviewError(UmkmError):
    """There is no doubtful pair (left) to ask about; `reason` is a message key under `nothing.`."""

    key = "nothing_to_review"
    status = ExitStatus.STATE


class UnknownDistrictError(UmkmError):
    """`--district` names no kecamatan of the list, or more than one."""

    key = "unknown_district"
    status = ExitStatus.USAGE


class NoTerminalError(UmkmError):
    """The review needs a terminal, or a larger one; `reason` is a message key under `terminal.`."""

    key = "no_terminal"
    status = ExitStatus.USAGE


class UnknownDecisionError(UmkmError):
    """`--withdraw` names no entry of the log."""

    key = "unknown_decision"
    status = ExitStatus.INPUT


class BadCorrectionError(UmkmError):
    """A correction of a golden record that cannot be; `reason` is a message key under `correction.`."""

    key = "bad_correction"
    status = ExitStatus.USAGE


class BadOwnerActError(UmkmError):
    """An owner cannot be split, moved or joined as asked; `reason` is a message key under `owner_act.`."""

    key = "bad_owner_act"
    status = ExitStatus.USAGE


class NoSampleError(UmkmError):
    """`umkm evaluate` has neither labels nor a sample; `reason` is a message key under `sample.`."""

    key = "no_sample"
    status = ExitStatus.STATE


class BrokenMapFileError(UmkmError):
    """A map file (GeoJSON) that cannot be used; `reason` is a message key under `outlines.`."""

    key = "broken_map_file"
    status = ExitStatus.INPUT


class NoPdfError(UmkmError):
    """The library that writes PDF, or one that it needs of the system, is not installed."""

    key = "no_pdf"
    status = ExitStatus.OUTPUT


class UnknownRowError(UmkmError):
    """A row or an owner that the workspace does not have; `reason` is a message key under `row.`."""

    key = "unknown_row"
    status = ExitStatus.INPUT


class NothingToExplainError(UmkmError):
    """`umkm explain` was given neither two rows nor one owner."""

    key = "nothing_to_explain"
    status = ExitStatus.USAGE


class OtherModelError(UmkmError):
    """The owners of the workspace were found with another model than the one they are to be explained with."""

    key = "other_model"
    status = ExitStatus.STATE


class CannotWriteError(UmkmError):
    """The workspace or an output cannot be written."""

    key = "cannot_write"
    status = ExitStatus.OUTPUT


class NotIngestedError(UmkmError):
    """The workspace holds no records yet."""

    key = "not_ingested"
    status = ExitStatus.STATE


class NotDedupedError(UmkmError):
    """The workspace holds records but no owners made from them."""

    key = "not_deduped"
    status = ExitStatus.STATE


class OtherVersionError(UmkmError):
    """The workspace was written in another format."""

    key = "other_version"
    status = ExitStatus.STATE


class DamagedWorkspaceError(UmkmError):
    """A table of the workspace is missing, broken or of another run."""

    key = "damaged_workspace"
    status = ExitStatus.STATE


class WorkspaceBusyError(UmkmError):
    """Another `umkm` is writing to the workspace."""

    key = "workspace_busy"
    status = ExitStatus.STATE


class BrokenPromiseError(UmkmError):
    """A stage gave a table that is not what the schema says: a bug of ours."""

    key = "broken_promise"
    status = ExitStatus.BUG
