"""The options, as types that commands put into their signatures.

`help` and `metavar` hold message keys; `wording.translate` replaces them by words in the user's language. Numbers and
days are taken as text and read by `config.resolve`, so that a flag, an environment variable and a line of `umkm.toml`
are read alike, refused alike, and may be written 105000, 105.000 or 105,000.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

COMMON = "panel.common"
"""Panel of the options that every command has."""


class Format(StrEnum):
    """What `umkm report` can write; Typer takes no list of literals."""

    HTML = "html"
    XLSX = "xlsx"
    PDF = "pdf"
    CSV = "csv"
    PARQUET = "parquet"
    NONE = "none"


def remember(context: typer.Context, option: typer.CallbackParam, value: object) -> None:
    """Note an option that every command has in the session; the last one given counts."""
    if value and context.obj is not None:
        setattr(context.obj, option.name, value)


def _common(*names: str, key: str, metavar: str | None = None) -> typer.models.OptionInfo:
    """An option that may stand before or after the command; see `remember`."""
    option: typer.models.OptionInfo = typer.Option(
        *names,
        help=f"help.{key}",
        metavar=metavar and f"metavar.{metavar}",
        callback=remember,
        expose_value=False,
        rich_help_panel=COMMON,
        show_default=False,
    )
    return option


Workspace: TypeAlias = Annotated[Path | None, _common("--workspace", "-w", key="workspace", metavar="folder")]
Lang: TypeAlias = Annotated[Literal["id", "en"] | None, _common("--lang", key="lang")]
SettingsFile: TypeAlias = Annotated[Path | None, _common("--config", key="config", metavar="file")]
AsJson: TypeAlias = Annotated[bool, _common("--json", key="json")]
Quiet: TypeAlias = Annotated[bool, _common("--quiet", "-q", key="quiet")]
Debug: TypeAlias = Annotated[bool, _common("--debug", key="debug")]

Paths: TypeAlias = Annotated[list[Path], typer.Argument(help="help.paths", metavar="metavar.paths", show_default=False)]
ListName: TypeAlias = Annotated[Literal["bpum", "survey"] | None, typer.Option("--list", help="help.list")]
ColumnMap: TypeAlias = Annotated[Path | None, typer.Option("--map", help="help.map", metavar="metavar.file")]
DryRun: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="help.dry_run", show_default=False)]
TryOut: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="help.try_out", show_default=False)]
Formats: TypeAlias = Annotated[list[Format] | None, typer.Option("--format", help="help.format", show_default=False)]
Figure: TypeAlias = Annotated[
    str | None, typer.Option("--trace", help="help.trace", metavar="metavar.figure", show_default=False)
]
Output: TypeAlias = Annotated[
    Path | None, typer.Option("--output", "-o", help="help.output", metavar="metavar.folder", show_default=False)
]
MapFile: TypeAlias = Annotated[
    Path | None, typer.Option("--geojson", help="help.geojson", metavar="metavar.file", show_default=False)
]
Before: TypeAlias = Annotated[
    str | None, typer.Option("--compare", help="help.compare", metavar="metavar.before", show_default=False)
]
Public: TypeAlias = Annotated[bool, typer.Option("--public", help="help.public", show_default=False)]
CheckFolder: TypeAlias = Annotated[
    Path | None, typer.Option("--xlsx", help="help.check_xlsx", metavar="metavar.folder", show_default=False)
]
FullValues: TypeAlias = Annotated[bool, typer.Option("--full-values", help="help.full_values", show_default=False)]
FullPhones: TypeAlias = Annotated[bool, typer.Option("--full-values", help="help.full_phones", show_default=False)]
Worklist: TypeAlias = Annotated[bool, typer.Option("--worklist", help="help.worklist", show_default=False)]
ShowAll: TypeAlias = Annotated[bool, typer.Option("--all", help="help.all", show_default=False)]
Inputs: TypeAlias = Annotated[
    list[Path] | None, typer.Option("--input", help="help.input", metavar="metavar.file", show_default=False)
]
Model: TypeAlias = Annotated[
    str, typer.Option("--model", help="help.model", metavar="metavar.model", show_default=False)
]
Changes: TypeAlias = Annotated[bool, typer.Option("--changes", help="help.changes", show_default=False)]
UsedModel: TypeAlias = Annotated[
    str | None, typer.Option("--model", help="help.used_model", metavar="metavar.file", show_default=False)
]
Labels: TypeAlias = Annotated[
    Path | None, typer.Option("--labels", help="help.labels", metavar="metavar.file", show_default=False)
]
Rows: TypeAlias = Annotated[
    list[str] | None, typer.Argument(help="help.rows", metavar="metavar.rows", show_default=False)
]
Owner: TypeAlias = Annotated[
    str | None, typer.Option("--owner", help="help.owner", metavar="metavar.owner", show_default=False)
]
Html: TypeAlias = Annotated[
    Path | None, typer.Option("--html", help="help.html", metavar="metavar.file", show_default=False)
]
Reviewer: TypeAlias = Annotated[
    str | None, typer.Option("--as", help="help.reviewer", metavar="metavar.person", show_default=False)
]
ReviewExport: TypeAlias = Annotated[
    Path | None, typer.Option("--export", help="help.review_export", metavar="metavar.file", show_default=False)
]
ReviewImport: TypeAlias = Annotated[
    list[Path] | None, typer.Option("--import", help="help.review_import", metavar="metavar.file", show_default=False)
]
PerDistrict: TypeAlias = Annotated[bool, typer.Option("--per-district", help="help.per_district", show_default=False)]
District: TypeAlias = Annotated[
    str | None, typer.Option("--district", help="help.district", metavar="metavar.place", show_default=False)
]
Doubt: TypeAlias = Annotated[
    Literal["conflict", "over_merged", "weak_link", "refused", "near_miss"] | None,
    typer.Option("--kind", help="help.doubt_kind", show_default=False),
]
Limit: TypeAlias = Annotated[
    int | None, typer.Option("--limit", min=1, help="help.limit", metavar="metavar.count", show_default=False)
]
ReviewStatus: TypeAlias = Annotated[bool, typer.Option("--status", help="help.review_status", show_default=False)]
SampleSize: TypeAlias = Annotated[
    int | None, typer.Option("--sample", min=1, help="help.sample", metavar="metavar.count", show_default=False)
]
Withdraw: TypeAlias = Annotated[
    str | None, typer.Option("--withdraw", help="help.withdraw", metavar="metavar.decision", show_default=False)
]
ReviewedOwner: TypeAlias = Annotated[
    str | None, typer.Option("--owner", help="help.reviewed_owner", metavar="metavar.owner", show_default=False)
]
SplitOff: TypeAlias = Annotated[
    list[str] | None, typer.Option("--split", help="help.split", metavar="metavar.row", show_default=False)
]
MoveTo: TypeAlias = Annotated[
    str | None, typer.Option("--to", help="help.move_to", metavar="metavar.owner", show_default=False)
]
JoinWith: TypeAlias = Annotated[
    str | None, typer.Option("--join", help="help.join", metavar="metavar.owner", show_default=False)
]
SetValues: TypeAlias = Annotated[
    list[str] | None, typer.Option("--set", help="help.set_value", metavar="metavar.value", show_default=False)
]
Reason: TypeAlias = Annotated[
    str | None, typer.Option("--reason", help="help.reason", metavar="metavar.text", show_default=False)
]


def _setting(name: str, metavar: str) -> typer.models.OptionInfo:
    """An option that lies over a setting of `config.Config` of the same name."""
    option: typer.models.OptionInfo = typer.Option(
        f"--{name.replace('_', '-')}", help=f"help.{name}", metavar=f"metavar.{metavar}", show_default=False
    )
    return option


Region: TypeAlias = Annotated[str | None, _setting("region", "code")]
Basis: TypeAlias = Annotated[str | None, _setting("basis", "count")]
BasisDate: TypeAlias = Annotated[str | None, _setting("basis_date", "day")]
Target: TypeAlias = Annotated[str | None, _setting("target", "count")]
TargetDate: TypeAlias = Annotated[str | None, _setting("target_date", "day")]
DataYear: TypeAlias = Annotated[str | None, _setting("data_year", "year")]
MatchThreshold: TypeAlias = Annotated[str | None, _setting("match_threshold", "share")]
ReviewThreshold: TypeAlias = Annotated[str | None, _setting("review_threshold", "share")]
Workers: TypeAlias = Annotated[str | None, _setting("workers", "count")]
