"""The page as PDF."""

import sys

import pytest

from tests.reporting.invented import invented_rows, made
from tests.reporting.paper_read import read_pdf
from umkm_cli.errors import NoPdfError
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.reporting.page import page
from umkm_cli.reporting.pdf import pdf


@pytest.mark.slow
def test_the_pdf_holds_the_report_in_pages_with_its_language_and_its_title():
    regions = load_regions("33.25")
    rows = invented_rows(regions)
    rows["coverage_village"] = rows["coverage_village"][:30]
    content = page(made(rows, regions), "id")
    printed = pdf(content)
    assert printed == pdf(content)
    read = read_pdf(printed)
    text = " ".join(read.pages)
    assert 5 <= len(read.pages) <= 20
    assert read.title.startswith("Cakupan pendataan UMKM Kabupaten Batang")
    assert (read.language, read.size, read.is_tagged) == ("id", (595, 842), True)
    for word in ("Terdata", "Wonotunggal", "Kelontong dan sembako", f"1 / {len(read.pages)}"):
        assert word in text
    assert "Cari desa" not in text


def test_without_the_library_it_is_one_error(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(NoPdfError) as raised:
        pdf(b"<p>")
    assert "weasyprint" in raised.value.facts["reason"]


def test_umkm_report_says_what_to_install(umkm, lists, monkeypatch):
    umkm("ingest", lists)
    umkm("dedupe")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    ended = umkm("report", "--format", "pdf")
    assert ended.status == 4
    assert 'pip install "umkm-cli[pdf]"' in ended.err
