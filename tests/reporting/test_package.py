"""The data package: what DuckDB and Frictionless read is what was counted."""

import hashlib
import json
import warnings
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.reporting.invented import invented_rows, made
from umkm_cli.findings.coverage import Coverage
from umkm_cli.messages import LANGUAGES
from umkm_cli.reporting.package import FOLDER, package
from umkm_cli.schema import COVERAGE


@pytest.fixture(scope="module")
def counted(regions) -> Coverage:
    return made(invented_rows(regions), regions)


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder / FOLDER


def told(files: dict[str, bytes]) -> dict[str, object]:
    return json.loads(files[f"{FOLDER}/datapackage.json"])


def with_names(counted: Coverage, *names: str) -> Coverage:
    """The coverage of files that are called so."""
    rows = [{"source_file": name, "source_sheet": "Sheet1", "records": 1} for name in names]
    return replace(counted, tables={**counted.tables, "coverage_quality": COVERAGE["coverage_quality"].from_rows(rows)})


def test_every_table_is_there_in_both_formats_and_described(counted):
    files = package(counted, "id")
    described = {f"{FOLDER}/{resource['path']}" for resource in told(files)["resources"]}
    assert described == set(files) - {f"{FOLDER}/datapackage.json"}
    assert described == {f"{FOLDER}/{name}.{kind}" for name in COVERAGE for kind in ("csv", "parquet")}


@pytest.mark.parametrize("formats", [("csv",), ("parquet",)])
def test_only_what_was_asked_for_is_written(counted, formats):
    files = package(counted, "id", formats)
    assert {name.rpartition(".")[2] for name in files} == {*formats, "json"}
    assert {resource["format"] for resource in told(files)["resources"]} == set(formats)


@pytest.mark.parametrize("name", COVERAGE)
def test_duckdb_reads_the_same_rows_from_both(counted, tmp_path, name):
    folder = written(tmp_path, package(counted, "id"))
    table = counted.tables[name]
    kinds = {field.name: duck_type(field.type) for field in table.schema}
    with duckdb.connect() as base:
        from_csv = base.read_csv(f"{folder / name}.csv", header=True, sep=",", dtype=kinds).to_arrow_table()
        from_parquet = base.read_parquet(f"{folder / name}.parquet").to_arrow_table()
    assert from_parquet.cast(table.schema).equals(table)
    assert from_csv.cast(table.schema).to_pylist() == table.to_pylist()


def duck_type(kind: pa.DataType) -> str:
    return {"string": "VARCHAR", "double": "DOUBLE", "date32[day]": "DATE"}.get(str(kind), "INTEGER")


def test_parquet_tells_what_columns_mean(counted):
    content = package(counted, "id", ("parquet",))[f"{FOLDER}/coverage_district.parquet"]
    schema = pq.read_schema(pa.BufferReader(content))
    for column in COVERAGE["coverage_district"].columns:
        assert schema.field(column.name).metadata[b"description"].decode() == column.meaning


@pytest.mark.parametrize("language", LANGUAGES)
def test_frictionless_finds_nothing_to_object_to(counted, tmp_path, language):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what its own libraries say of each other
        import frictionless

        odd = with_names(counted, "a, b.xlsx", 'says "yes".xlsx', "=1+1.xlsx", "baris\nbaru.xlsx", "")
        folder = written(tmp_path, package(odd, language, ("csv",)))
        found = frictionless.validate(folder / "datapackage.json")
        assert found.flatten(["title", "message"]) == []
        assert found.valid
        assert found.stats["tasks"] == len(COVERAGE)
        assert frictionless.Package(folder / "datapackage.json").title


def test_bytes_and_hashes_are_those_of_the_files(counted):
    files = package(counted, "en")
    for resource in told(files)["resources"]:
        content = files[f"{FOLDER}/{resource['path']}"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_columns_are_named_in_the_language_and_codes_explained(counted):
    for language, title, label in (("id", "Jenis kelamin", "Perempuan"), ("en", "Gender", "Women")):
        resources = told(package(counted, language, ("csv",)))["resources"]
        (people,) = (resource for resource in resources if resource["name"] == "coverage_people")
        gender = people["schema"]["fields"][0]
        assert gender["title"] == title
        assert {"value": "P", "label": label} in gender["categories"]


@pytest.mark.parametrize("name", COVERAGE)
def test_keys_tell_rows_apart(counted, name):
    (resource,) = (one for one in told(package(counted, "id", ("csv",)))["resources"] if one["name"] == name)
    (key,) = resource["schema"]["uniqueKeys"]
    rows = [tuple(row[column] for column in key) for row in counted.tables[name].to_pylist()]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", '"=1', "|cmd", "%0A"])
def test_no_text_of_a_csv_starts_a_formula(counted, tmp_path, name):
    files = package(with_names(counted, name), "id")
    folder = written(tmp_path, files)
    with duckdb.connect() as base:
        shown = base.read_csv(f"{folder}/coverage_quality.csv", all_varchar=True, escapechar='"').fetchall()[0][0]
        whole = base.read_parquet(f"{folder}/coverage_quality.parquet").fetchall()[0][0]
    assert shown == f"'{whole}"
    assert whole == name.replace("\t", " ")


def test_long_numbers_are_hidden_and_codes_of_places_are_not(counted):
    files = package(with_names(counted, "NIK 3325110505809001.xlsx"), "id")
    assert all(b"3325110505809001" not in content for content in files.values())
    assert b"NIK 3325************.xlsx" in files[f"{FOLDER}/coverage_quality.csv"]
    assert b"33.25.09.2009" in files[f"{FOLDER}/coverage_village.csv"]


def test_the_csv_is_plain(counted):
    content = package(counted, "id", ("csv",))[f"{FOLDER}/coverage_progress.csv"].decode()
    first, second, *_, last = content.splitlines()
    assert first == '"day","recorded","total","target"'
    days = counted.tables["coverage_progress"].to_pylist()
    assert second == ",".join(map(str, days[0].values())) == f"2021-03-01,{days[0]['total']},{days[0]['total']},70000"
    assert last == f",37,{days[-1]['total']},60000"


def test_the_same_coverage_is_the_same_package_and_tells_its_day(counted):
    files = package(counted, "id")
    assert package(counted, "id") == files
    assert told(files)["created"] == "2021-08-16T00:00:00Z"
    assert told(files)["umkm"]["is_public"] is False
    assert told(package(replace(counted, is_public=True), "en"))["description"].count("below 5")
