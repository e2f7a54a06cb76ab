"""`umkm report --public`: files of their own, without small counts; the workspace keeps all of them."""

import json

import pyarrow.parquet as pq


def test_a_public_report_has_files_of_its_own_and_tells_no_small_count(umkm, lists, tmp_path):
    umkm("ingest", lists)
    umkm("dedupe")
    umkm("report", "--format", "html")
    own = (tmp_path / "umkm-data" / "report.html").read_bytes()
    told = umkm("report", "--public", "--format", "html", "--format", "xlsx", "--json", "--basis", 10, "--target", 5)
    assert told.status == 0
    tables = json.loads(told.out)
    assert {row["count"] for row in tables["coverage_funnel"]} == {10, None}
    assert tables["coverage_quality"] == []
    assert [path.rsplit("/", 1)[1] for paths in tables["files"].values() for path in paths] == [
        "report-public.html",
        "report-public.xlsx",
    ]
    assert (tmp_path / "umkm-data" / "report.html").read_bytes() == own
    page = (tmp_path / "umkm-data" / "report-public.html").read_text("utf-8")
    assert "subah.csv" in own.decode()
    assert "subah.csv" not in page
    assert "report-public" not in own.decode()
    kept = pq.read_table(tmp_path / "umkm-data" / "coverage_district.parquet")
    assert sum(kept["owners"].to_pylist()) == 2
    assert sum(pq.read_table(tmp_path / "umkm-data" / "coverage_quality.parquet")["records"].to_pylist()) == 4


def test_the_screen_says_what_the_sign_means(umkm, lists):
    umkm("ingest", lists)
    umkm("dedupe")
    told = umkm("report", "--public", "--format", "none", "--basis", 10, "--target", 5)
    assert "Recorded owners: hidden, as there are too few. The target is 5" in told.out
    assert "•" in told.out
    assert "None" not in told.out
