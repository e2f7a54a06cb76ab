"""The page as people use it: in a real Chromium, by mouse, keyboard, on a phone, on paper, and without JavaScript.

Nothing is loaded from anywhere: every request is recorded, and all but the page itself are refused.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.reporting.invented import invented_rows, made
from tests.reporting.paper_read import read_pdf
from umkm_cli.knowledge.regions import load_regions
from umkm_cli.outlines import Outlines
from umkm_cli.reporting.page import page
from umkm_cli.schema import COVERAGE

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "x\u202egnp.exe", "3325110505809001",
    "'-alert(1)-'", "</style><svg onload=alert(1)>", "javascript:alert(1)", "<b>tebal</b> & lain", "a" * 300,
)  # fmt: skip


@dataclass
class Seen:
    """A page that was opened, and all it said or asked for meanwhile."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        assert not os.environ.get("UMKM_TEST_ALL"), "no Chromium: scripts/install_system.sh installs it"
        pytest.skip("no Chromium on this machine: scripts/install_system.sh installs it")
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=found, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def coverage():
    regions = load_regions("33.25")
    return made(invented_rows(regions), regions)


@pytest.fixture(scope="module")
def files(coverage, tmp_path_factory):
    """The page in both languages, as files."""
    folder = tmp_path_factory.mktemp("pages")
    for language in ("id", "en"):
        (folder / f"{language}.html").write_bytes(page(coverage, language))
    return folder


@pytest.fixture
def open_page(browser, tmp_path):
    """Open a file, or bytes, in a context of its own."""
    contexts: list[BrowserContext] = []

    def call(content, **settings) -> Seen:
        path = content
        if isinstance(content, bytes):
            path = tmp_path / "page.html"
            path.write_bytes(content)
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
        contexts.append(context)
        seen = Seen(context.new_page())

        def decide(route: Route) -> None:
            seen.requests.append(route.request.url)
            if route.request.url == path.as_uri():
                route.continue_()
            else:
                route.abort()

        context.route("**/*", decide)
        seen.page.on("console", lambda message: seen.complaints.append(message.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("dialog", lambda dialog: (seen.complaints.append(dialog.message), dialog.dismiss()))
        seen.page.goto(path.as_uri())
        return seen

    yield call
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_loads_nothing_and_complains_of_nothing(open_page, files, language):
    path = files / f"{language}.html"
    seen = open_page(path)
    seen.page.wait_for_timeout(300)
    assert seen.complaints == []
    assert seen.requests == [path.as_uri()]
    assert path.stat().st_size < 2_000_000
    assert seen.page.evaluate("document.documentElement.lang") == language


def test_every_chart_is_drawn_in_sight_and_in_colour(open_page, files):
    seen = open_page(files / "id.html")
    seen.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    charts = seen.page.evaluate(
        """() => Array.from(document.querySelectorAll("svg"), (svg) => {
            const marks = Array.from(svg.querySelectorAll("rect, path, polyline, polygon, circle"));
            const seen = marks.filter((mark) => { const box = mark.getBBox(); return box.width + box.height > 0; });
            const style = seen.map((mark) => getComputedStyle(mark));
            const box = svg.getBoundingClientRect();
            return {
                kind: svg.getAttribute("class"), marks: seen.length, width: box.width, height: box.height,
                black: style.filter((one) => one.fill === "rgb(0, 0, 0)").length,
            };
        })"""
    )
    kinds = {chart["kind"] for chart in charts}
    assert {"chart goal", "chart plot", "chart map", "chart pyramid", "bar"} <= kinds
    assert len(charts) > 300
    assert [chart for chart in charts if not (chart["marks"] and chart["width"] > 8 and chart["height"] > 8)] == []
    assert [chart for chart in charts if chart["black"]] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_no_words_of_a_chart_lie_on_each_other_or_outside(open_page, files, width):
    seen = open_page(files / "id.html", viewport={"width": width, "height": 900})
    clashes = seen.page.evaluate(
        """() => {
            const found = [];
            for (const svg of document.querySelectorAll("svg.chart")) {
                const frame = svg.getBoundingClientRect();
                const shown = Array.from(svg.querySelectorAll("text")).filter((one) => one.getClientRects().length);
                const words = shown.map((one) => [one.textContent, one.getBoundingClientRect()]);
                words.forEach(([text, box], i) => {
                    if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(["outside", text]);
                    for (const [other, next] of words.slice(i + 1)) {
                        const across = Math.min(box.right, next.right) - Math.max(box.left, next.left);
                        const down = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
                        if (across > 1 && down > 3) found.push([text, other]);
                    }
                });
            }
            return found;
        }"""
    )
    assert clashes == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_axe_finds_no_barrier(open_page, files, language, scheme):
    seen = open_page(files / f"{language}.html", color_scheme=scheme)
    seen.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    found = Axe().run(seen.page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []


def test_axe_finds_no_barrier_on_a_phone_or_in_a_public_report(open_page, coverage):
    rows = coverage.tables["coverage_village"].to_pylist()
    for row in rows[:5]:
        row["recorded"] = row["producing"] = None
    tables = {**coverage.tables, "coverage_village": COVERAGE["coverage_village"].from_rows(rows)}
    shared = replace(coverage, is_public=True, tables=tables)
    seen = open_page(page(shared, "id"), viewport={"width": 360, "height": 780})
    assert [one["id"] for one in Axe().run(seen.page).response["violations"]] == []


def column(seen: Seen, table: str, number: int) -> list[str]:
    cells: list[str] = seen.page.eval_on_selector_all(
        f"#{table} tbody tr", f"(rows) => rows.map((row) => row.cells[{number}].textContent)"
    )
    return cells


def numbers(texts: list[str]) -> list[float]:
    return [float(text.replace(".", "").replace(",", ".").replace(" %", "")) for text in texts if text != "–"]


def test_a_click_sorts_numbers_as_numbers_from_the_largest(open_page, files):
    seen = open_page(files / "id.html")
    head = seen.page.locator("#villages thead th").nth(3)
    head.locator("button").click()
    falling = numbers(column(seen, "villages", 4))
    assert head.get_attribute("aria-sort") == "descending"
    assert falling == sorted(falling, reverse=True)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert numbers(column(seen, "villages", 4)) == falling[::-1]
    assert seen.page.locator("#villages [aria-sort]").count() == 1


def test_what_is_not_told_comes_last_either_way(open_page, files):
    seen = open_page(files / "id.html")
    for _ in range(2):
        seen.page.locator("#districts thead button").nth(3).click()
        assert column(seen, "districts", 4)[-1] == "–"
    assert seen.page.locator("#districts tfoot th").inner_text() == "Jumlah"


def test_names_sort_by_the_keyboard(open_page, files):
    seen = open_page(files / "en.html")
    first = seen.page.locator("#districts thead button").first
    first.focus()
    outline = seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    seen.page.keyboard.press("Enter")
    names = column(seen, "districts", 0)
    assert names == sorted(names, key=str.casefold)
    seen.page.keyboard.press("Space")
    assert column(seen, "districts", 0) == names[::-1]
    assert outline == "solid"


def test_the_keyboard_reaches_the_report_at_once(open_page, files):
    seen = open_page(files / "id.html")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.className") == "skip"
    assert seen.page.locator(".skip").bounding_box()["y"] >= 0
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "main"


def test_desa_are_searched_and_narrowed_down_to_a_kecamatan(open_page, files):
    seen = open_page(files / "id.html")
    shown = seen.page.locator("#villages tbody tr:visible")
    every = shown.count()
    seen.page.get_by_label("Cari desa").press_sequentially("kebumen")
    assert shown.count() == 2
    assert seen.page.get_by_role("status").inner_text() == f"2 dari {every} ditampilkan"
    seen.page.get_by_label("Cari desa").fill("")
    seen.page.locator(".search select").select_option("Tersono")
    assert shown.count() == 21
    seen.page.locator("#villages thead button").nth(3).click()
    assert set(column(seen, "villages", 1)) > {"Tersono"}
    assert shown.count() == 21


def test_search_survives_signs_and_finds_nothing(open_page, files):
    seen = open_page(files / "id.html")
    seen.page.get_by_label("Cari desa").fill("(.*[")
    assert seen.page.locator("#villages tbody tr:visible").count() == 0
    seen.page.keyboard.press("Enter")
    assert seen.complaints == []


def test_the_page_can_be_read_without_javascript(open_page, files):
    seen = open_page(files / "id.html", java_script_enabled=False)
    text = seen.page.inner_text("body")
    for word in ("Terdata 48.663 dari target 60.000", "Wonotunggal", "Kelontong dan sembako", "Arti istilah"):
        assert word in text
    assert seen.page.locator("thead button").count() == 0
    assert not seen.page.locator("form.search").is_visible()
    seen.page.locator("summary").first.click()
    assert seen.page.locator("#district-details").is_visible()


@pytest.mark.parametrize("width", [320, 360, 768])
def test_the_page_never_scrolls_sideways(open_page, files, width):
    seen = open_page(files / "id.html", viewport={"width": width, "height": 780})
    seen.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    smallest = seen.page.evaluate(
        """() => Math.min(
            ...Array.from(document.querySelectorAll("svg.chart text")).filter((one) => one.getClientRects().length)
                .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.ownerSVGElement.getScreenCTM().a)
        )"""
    )
    assert smallest >= 7  # on the narrowest of phones


def test_printing_gives_pages_with_the_whole_report_and_no_controls(open_page, files):
    seen = open_page(files / "id.html", color_scheme="dark")
    printed = read_pdf(seen.page.pdf(prefer_css_page_size=True, print_background=True))
    text = " ".join(printed.pages)
    assert 8 <= len(printed.pages) <= 25
    assert all(len(one) > 50 for one in printed.pages)
    assert printed.size == (595, 842)
    assert "Cari desa" not in text
    assert "Terdata 48.663" in text
    seen.page.emulate_media(media="print")
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert seen.page.evaluate("getComputedStyle(document.querySelector('.plot text')).fill") == "rgb(86, 99, 95)"
    seen.page.set_viewport_size({"width": 690, "height": 1000})  # what A4 leaves between its margins
    wide = seen.page.eval_on_selector_all(
        "table", "(tables) => tables.filter((one) => one.scrollWidth > document.body.clientWidth).map((one) => one.id)"
    )
    assert wide == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_hostile_text_stays_text(open_page, coverage, language):
    rows = {table: coverage.tables[table].to_pylist() for table in COVERAGE}
    for name, sheet in zip(HOSTILE, rows["coverage_quality"], strict=False):
        sheet |= {"source_file": name, "source_sheet": name}
    for key, table in (("village", "coverage_village"), ("district", "coverage_district")):
        for name, row in zip(HOSTILE, rows[table], strict=False):
            row[key] = name
    for table in ("coverage_product", "coverage_product_district"):
        for name, row in zip(HOSTILE, rows[table][:-1], strict=False):
            row["product"] = name
    tables = {key: COVERAGE[key].from_rows(rows[key]) for key in rows}
    shapes = Outlines("district", {"33.25.01": (((109.7, -7), (109.8, -7), (109.8, -6.9)),)}, HOSTILE, HOSTILE)
    hostile = replace(coverage, tables=tables, region=HOSTILE[0])
    seen = open_page(page(hostile, language, shapes=shapes), viewport={"width": 360, "height": 780})
    seen.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    seen.page.wait_for_timeout(300)
    text = seen.page.inner_text("body")
    assert seen.complaints == []
    assert len(seen.requests) == 1
    assert seen.page.locator("img, svg[onload], b b").count() == 0
    for name in (HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[5], HOSTILE[8]):
        assert name in text
    assert "\u202e" not in text
    assert "3325110505809001" not in seen.page.content()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
