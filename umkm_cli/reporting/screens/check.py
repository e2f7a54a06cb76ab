"""Data quality on one screen: what is sound, what to mend, and where."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from umkm_cli.messages import has, percent, say, show
from umkm_cli.reporting.check import Check, Part
from umkm_cli.reporting.check_flags import MEASURES, REJECTED, advice_for
from umkm_cli.reporting.screens.bar import Bar
from umkm_cli.reporting.screens.layout import add, grid, heading, table_of, text

LIMIT = 15
"""How many kecamatan, and how many files, are shown unless all are asked for; one more is shown rather than counted."""

_WIDTH = 7
"""Of a figure of a file: eleven of them fit 80 columns."""

_POOR, _FAIR = 0.8, 0.95
"""Shares below which a figure is red, or yellow; the figure itself says it too."""


def render_check(checked: Check, *, language: str, show_all: bool = False) -> RenderableType:
    """How sound the rows are, what to mend with advice, and the kecamatan and files from the worst to the best.

    Args:
        checked: The counts.
        language: Of the words and numbers.
        show_all: Show every kecamatan and file.
    """
    return Group(
        *_head(checked, language),
        heading("check.measures", language),
        _measures(checked.total, language),
        *_to_mend(checked, language),
        *_to_know(checked, language),
        *_districts(checked.districts, language, show_all=show_all),
        *_files(checked.files, language, show_all=show_all),
        *_unread(checked.unread, language),
    )


def _head(checked: Check, language: str) -> Iterator[RenderableType]:
    total = checked.total
    share = percent(total.clean_share, language)
    yield text(say("check.headline", language, share=share, rows=total.records + total.rejected), "bold")
    if total.clean_share is not None:
        yield grid([(Bar(total.clean_share, width=60),)], right=())
    yield text(say("check.files", language, **checked.rows))
    yield text(say("check.sums", language, **checked.rows))


def _measures(total: Part, language: str) -> RenderableType:
    """Each thing a row should tell: the share of sound rows, and what is the matter with the others."""
    columns = dict.fromkeys(("measure", "sound", "", "to_mend", "untold"))
    table = table_of(columns, left=("measure", ""), language=language)
    for measure in MEASURES:
        name, share = measure.name, total.share(measure.name)
        untold = total.asked[name] - total.sound[name] - total.doubted[name]
        add(
            table,
            say(f"measure.{name}", language),
            percent(share, language),
            Bar(share or 0, width=16),
            show(total.doubted[name], language),
            show(untold, language),
        )
    return table


def _to_mend(checked: Check, language: str) -> Iterator[RenderableType]:
    """What is wrong, under the advice that helps against it; the advice that helps most rows comes first."""
    groups: dict[str, dict[str, int]] = {}
    for flag, count in checked.flags.items():
        if advice := advice_for(flag):
            groups.setdefault(advice, {})[words_of("flag", flag, language)] = count
    for reason, count in checked.rejected.items():
        if advice := REJECTED.get(reason):
            groups.setdefault(advice, {})[words_of("reason", reason, language)] = count
    if groups:
        yield heading("check.to_mend", language)
        table = table_of(dict.fromkeys(("problem", "count")), left=("problem",), language=language)
        for advice, problems in sorted(groups.items(), key=lambda group: -sum(group[1].values())):
            add(table, text(say(f"advice.{advice}", language), "bold"), "")
            for words, count in sorted(problems.items(), key=lambda problem: -problem[1]):
                add(table, _indented(words), show(count, language))
        yield table


def _to_know(checked: Check, language: str) -> Iterator[RenderableType]:
    """Flags and reasons that ask nobody to do anything."""
    remarks = {
        **{words_of("flag", flag, language): n for flag, n in checked.flags.items() if not advice_for(flag)},
        **{
            words_of("reason", reason, language): n
            for reason, n in checked.rejected.items()
            if not REJECTED.get(reason)
        },
    }
    if remarks:
        yield heading("check.to_know", language)
        table = table_of(dict.fromkeys(("remark", "count")), left=("remark",), language=language)
        for words, count in sorted(remarks.items(), key=lambda remark: -remark[1]):
            add(table, _indented(words), show(count, language))
        yield table


def words_of(section: str, name: str, language: str) -> str:
    """What a flag or reason says; one of another version of umkm has no sentence and is told by its name."""
    key = f"{section}.{name}"
    return say(key, language) if has(key) else name


def _districts(parts: Sequence[Part], language: str, *, show_all: bool) -> Iterator[RenderableType]:
    """One line per kecamatan."""
    if not parts:
        return
    shown = _worst(parts, show_all=show_all)
    yield heading("check.by_district", language)
    yield text(say("check.legend", language), "dim")
    table = table_of(dict.fromkeys(("district", *_FIGURES)), left=("district",), language=language)
    for part in shown:
        add(table, part.name or say("report.not_placed", language), *_figures(part, language))
    yield table
    if len(shown) < len(parts):
        yield text(say("check.more_districts", language, count=len(parts) - len(shown)))


def _files(parts: Sequence[Part], language: str, *, show_all: bool) -> Iterator[RenderableType]:
    """Two lines per file: a path needs the whole width."""
    if not parts:
        return
    shown = _worst(parts, show_all=show_all)
    yield heading("check.by_file", language)
    yield _in_columns([text(say(f"column.{key}", language), "bold") for key in _FIGURES])
    for part in shown:
        yield text(part.name or "")
        yield _in_columns(_figures(part, language))
    if len(shown) < len(parts):
        yield text(say("check.more_files", language, count=len(parts) - len(shown)))


def _worst(parts: Sequence[Part], *, show_all: bool) -> Sequence[Part]:
    return parts if show_all or len(parts) <= LIMIT + 1 else parts[:LIMIT]


_FIGURES = ("records", "clean", *(f"short_{measure.name}" for measure in MEASURES))
"""Columns of a kecamatan or file, by key under `column.`."""


def _figures(part: Part, language: str) -> list[Text]:
    shares = [part.clean_share, *(part.share(measure.name) for measure in MEASURES)]
    return [text(show(part.records, language)), *(_figure(share) for share in shares)]


def _in_columns(cells: Sequence[Text]) -> Text:
    """Cells to the right of columns that are equally wide in every line."""
    line = Text()
    for cell in cells:
        line.append(" " * (_WIDTH - cell.cell_len)).append_text(cell)
    return line


def _figure(share: float | None) -> Text:
    """A share in whole percent, rounded down: only a column without any fault is 100."""
    if share is None:
        return text("–")
    return text(str(int(share * 100)), "red" if share < _POOR else "yellow" if share < _FAIR else "")


def _unread(unread: Sequence[tuple[str, str]], language: str) -> Iterator[RenderableType]:
    if unread:
        yield heading("check.unread", language, count=len(unread))
        yield from (
            text(f"  {file}: {words_of('unreadable', reason, language)}", "bold red") for file, reason in unread
        )


def _indented(words: str) -> RenderableType:
    """Words below a title; a second line of them stands under the first."""
    return grid([("", words)], right=())
