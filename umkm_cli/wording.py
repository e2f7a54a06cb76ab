"""Typer's own words in the user's language: help pages, usage lines and errors of the command line.

Typer carries its Click inside and writes most of these words in English only, so the command tree is walked after it
is built, and errors are told by the name of their class (importing them would need Typer's private modules).
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from umkm_cli.config import Config
from umkm_cli.messages import has, say

_FIXED = {
    "ARGUMENTS_PANEL_TITLE": "panel.arguments",
    "OPTIONS_PANEL_TITLE": "panel.options",
    "COMMANDS_PANEL_TITLE": "panel.commands",
    "REQUIRED_LONG_STRING": "panel.required",
}
"""Words that `typer.rich_utils` keeps as constants."""


class _Worded:
    """A command whose usage line and fixed words are in the language of the session."""

    def get_usage(self, ctx: Any) -> str:  # noqa: ANN401 - as its bases have it, whose Context is private
        """The usage line."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage:", say("usage.usage", _language(ctx)), 1)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
        """`--help`, told in the right language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("help.help", _language(ctx))
            option.rich_help_panel = say("panel.common", _language(ctx))
            option.metavar = ""
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Print the help page."""
        from typer import rich_utils  # noqa: PLC0415 - loads much of Rich, only a help page needs it

        for name, key in _FIXED.items():
            setattr(rich_utils, name, say(key, _language(ctx)))
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_Worded, TyperCommand):
    """One command."""


class Group(_Worded, TyperGroup):
    """The command that holds the others."""


def _language(context: Any) -> str:  # noqa: ANN401 - as above
    return getattr(context.find_root().obj, "language", None) or "en"


def translate(command: Any, language: str) -> None:  # noqa: ANN401 - a class of Typer's private part
    """Put words for the message keys in a command and its options, and in the commands below it.

    A help text may name a default by its setting: `{basis}`.
    """
    facts = asdict(Config()) | {"data_year": str(Config().data_year)}  # a year has no thousands separator
    command.help = _word(command.help, language, facts)
    command.epilog = _word(command.epilog, language, facts)
    command.options_metavar = say("usage.options", language)
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = say("usage.command", language)
    for parameter in command.params:
        key = f"help.{parameter.name}" if parameter.name.endswith("_completion") else parameter.help
        parameter.help = _word(key, language, facts)
        # Without this a flag would be shown with the type <bool>, and paths with <list[Path]>.
        parameter.metavar = _word(parameter.metavar, language, facts) or ("" if _is_flag(parameter) else None)
        if parameter.param_type_name == "argument":
            parameter.display_type_rich = lambda ctx: None  # noqa: ARG005 - called with this name
        parameter.rich_help_panel = _word(parameter.rich_help_panel, language, facts)
    for below in getattr(command, "commands", {}).values():
        translate(below, language)


def _is_flag(parameter: Any) -> bool:  # noqa: ANN401 - a class of Typer's private part
    return bool(getattr(parameter, "is_bool_flag", False))


def share_options(group: Any) -> None:  # noqa: ANN401 - a class of Typer's private part
    """Let the options before the command stand after it as well, `--version` and completion excepted."""
    shared = [option for option in group.params if option.rich_help_panel and option.name != "version"]
    for command in group.commands.values():
        command.params.extend(shared)


def _word(key: str | None, language: str, facts: Mapping[str, object]) -> str | None:
    return say(key, language, **facts) if key and has(key) else key


_PLAIN = (
    (re.compile(r"^No such command '(?P<name>.*?)'"), "no_such_command"),
    (re.compile(r"^Missing command"), "missing_command"),
    (re.compile(r"^Got unexpected extra argument\(s\) \((?P<name>.*)\)$"), "extra_arguments"),
    (re.compile(r"^Option '(?P<name>.*?)' requires an argument"), "option_needs_value"),
    (re.compile(r"^Option '(?P<name>.*?)' does not take a value"), "option_takes_no_value"),
)
"""Errors that have no class of their own, by the English that Typer (pinned in pyproject.toml) writes."""


def explain(error: typer.TyperException, language: str) -> tuple[str, str]:
    """The sentence and the hint for an error of the command line."""
    key, facts = _kind(error)
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "umkm"
    close = _close(str(facts.get("name", "")), key, error, context)
    if close:
        return say(f"usage.{key}", language, **facts), say("usage.did_you_mean", language, close=close)
    return say(f"usage.{key}", language, **facts), say("usage.see_help", language, command=f"{path} --help")


def _kind(error: typer.TyperException) -> tuple[str, dict[str, object]]:
    """Message key under `usage.`, and its facts."""
    kind, parameter = type(error).__name__, getattr(error, "param", None)
    if kind == "NoSuchOption":
        return "no_such_option", {"name": getattr(error, "option_name", "")}
    if kind == "MissingParameter" and parameter is not None:
        return "missing_parameter", {"name": _called(parameter)}
    if kind == "BadParameter" and parameter is not None:
        choices = parameter.type_descriptor.choices or ()
        key = "bad_choice" if choices else "bad_value"
        return key, {"name": _called(parameter), "choices": ", ".join(map(str, choices))}
    for pattern, key in _PLAIN:
        if found := pattern.match(error.message):
            return key, dict(found.groupdict())
    return "other", {"message": error.format_message()}


def _called(parameter: Any) -> str:  # noqa: ANN401 - a class of Typer's private part
    """The option as typed (the long form), or the argument as shown."""
    name = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar
    return str(name or parameter.name)


def _close(name: str, key: str, error: typer.TyperException, context: Any) -> str | None:  # noqa: ANN401 - as above
    """What was probably meant, when something like it exists."""
    if key == "no_such_command":
        known = list(context.command.commands)
    elif key == "no_such_option":
        known = [name for option in context.command.params for name in option.opts] if context else []
        known += getattr(error, "possibilities", None) or []
    else:
        return None
    found = difflib.get_close_matches(name, known, n=1)
    return found[0] if found else None
