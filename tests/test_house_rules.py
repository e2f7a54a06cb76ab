"""The documents, the catalogue and the code tell the same story, and no module grows too long to read."""

import importlib.util
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from umkm_cli import errors
from umkm_cli.cli import build
from umkm_cli.config import Config
from umkm_cli.errors import ExitStatus, UmkmError
from umkm_cli.knowledge.statuses import STATUSES
from umkm_cli.knowledge.trades import PRODUCTS
from umkm_cli.matching.model import load_model, shipped_models
from umkm_cli.messages import LANGUAGES, catalogue, has
from umkm_cli.schema import COVERAGE, STORED

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "umkm_cli").rglob("*.py"))
KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, UmkmError) and kind is not UmkmError
]
HEAVY = ("numpy", "pandas", "pyarrow", "rapidfuzz", "rich.markdown", "textual", "xlsxwriter")

KEY = re.compile(
    r"""["'](?P<key>(?:error|unreadable|unwritable|labels|stage|done|label|panel|metavar|usage|help|report|intake|matching|evaluation|explain|outcome|doubt|comparison|level"""
    r"""|funnel|column|status|sector|reason|tab|setting|flag|advice|measure|check)\.(?!(?:xlsx|html|pdf)\b)[a-z_0-9]+)["']"""
)
"""A message key written out in the code."""


def path_name(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=path_name)
def test_a_module_can_be_read_in_one_sitting(path):
    if path.name not in {"schema.py", "errors.py"}:  # catalogues, looked up rather than read
        assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=path_name)
def test_a_module_says_what_it_is_for(path):
    assert path.read_text("utf-8").startswith('"""')


def test_no_module_has_a_name_that_says_nothing():
    assert {path.stem for path in MODULES}.isdisjoint({"utils", "util", "common", "helpers", "helper", "misc", "base"})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_error_has_a_sentence_and_a_hint(kind):
    assert has(f"error.{kind.key}")
    assert has(f"error.{kind.key}_hint")
    assert isinstance(kind.status, ExitStatus)


def test_no_two_errors_share_a_key():
    assert len({kind.key for kind in KINDS}) == len(KINDS)


def test_every_key_written_in_the_code_is_in_the_catalogue():
    named = {found["key"]: path_name(path) for path in MODULES for found in KEY.finditer(path.read_text("utf-8"))}
    assert len(named) > 50
    assert {key: where for key, where in named.items() if not has(key)} == {}


def test_every_reason_of_a_rejected_row_is_in_the_catalogue():
    pair = re.compile(r'"(?:title|header|total|footer|note|rejected)", \(?"([a-z_]+)"')
    code = "\n".join(path.read_text("utf-8") for path in MODULES if path.parent.name == "cleaning")
    reasons = set(pair.findall(code)) | {"duplicate"}
    assert len(reasons) > 8
    assert [reason for reason in sorted(reasons) if not has(f"reason.{reason}")] == []


def test_every_reason_for_leaving_out_a_file_has_a_remedy():
    keys = [key for key in catalogue("en") if key.startswith(("unreadable.", "unwritable.", "labels.", "row."))]
    assert len(keys) > 10
    assert [key for key in keys if not has(key.replace(".", "_remedy."))] == []


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("product", PRODUCTS),
        ("status", map(str, STATUSES)),
        ("setting", (*Config.__dataclass_fields__, "lang")),
        ("stage", re.findall(r'begin\("(\w+)"', (ROOT / "umkm_cli/pipeline.py").read_text("utf-8"))),
    ],
)
def test_every_name_that_is_shown_has_words(section, names):
    assert [name for name in names if not has(f"{section}.{name}")] == []


def test_every_comparison_level_and_bound_of_a_shipped_model_has_words():
    models = [load_model(name) for name in shipped_models()]
    comparisons = [one for model in models for one in model.comparisons]
    names = {one.name for one in comparisons} | {bound.name for model in models for bound in model.bounds}
    assert len(comparisons) >= 7
    assert [name for name in sorted(names) if not has(f"comparison.{name}")] == []
    levels = {(one.name, level) for one in comparisons for level in one.level_names}
    assert [pair for pair in sorted(levels) if not (has("level.{}_{}".format(*pair)) or has(f"level.{pair[1]}"))] == []


def parameters():
    tree = build("en")
    for command in (tree, *tree.commands.values()):
        for parameter in command.params:
            yield pytest.param(parameter, id=f"{command.name}-{parameter.name}")


@pytest.mark.parametrize("parameter", list(parameters()))
def test_every_option_has_help_in_words(parameter):
    assert " " in parameter.help
    assert not re.match(r"[a-z]+\.[a-z_]+$", parameter.metavar or "")


def test_help_texts_are_no_markup_for_rich():
    texts = [sentence for language in LANGUAGES for key, sentence in catalogue(language).items() if "help." in key]
    assert [text for text in texts if "[" in text] == []


@pytest.mark.parametrize("table", [*STORED, *COVERAGE.values()], ids=lambda table: table.name)
def test_every_column_says_what_it_means(table):
    assert len(set(table.names)) == len(table.names)
    assert [column.name for column in table.columns if not column.meaning.endswith(".")] == []


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["ingest", "--help"], ["no-such-command"]])
def test_light_calls_load_no_heavy_library(arguments):
    code = (
        "import sys; from umkm_cli.cli import run; run(sys.argv[2:], {}); "
        "print(*[name for name in sys.argv[1].split(',') if name in sys.modules], file=sys.stderr)"
    )
    heavy = ",".join(name for name in HEAVY if not (name == "rich.markdown" and "--help" in arguments))
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code, heavy, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ended.stderr.splitlines()[-1] == ""


def load_script(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_are_up_to_date(capsys):
    assert load_script("build_docs").main(["--check"]) == 0, capsys.readouterr().out


def test_an_outdated_page_is_found_and_rewritten(tmp_path, monkeypatch, capsys):
    docs = load_script("build_docs")
    monkeypatch.setattr(docs, "DOCS", tmp_path)
    assert docs.main(["--check"]) == 1
    assert "tables.md" in capsys.readouterr().out
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0


def test_every_command_error_and_column_is_in_the_documents():
    pages = {name: (ROOT / "docs" / name).read_text("utf-8") for name in ("cli.md", "errors.md", "tables.md")}
    for command in build("en").commands:
        assert f"## umkm {command}" in pages["cli.md"]
    for kind in KINDS:
        assert catalogue("en")[f"error.{kind.key}"] in pages["errors.md"]
    for table in STORED:
        assert f"## {table.name}" in pages["tables.md"]
        assert [column for column in table.names if f"`{column}`" not in pages["tables.md"]] == []
