"""In a browser: lighting up, keys, no scripts, no foreign request, every page accessible and in its width."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.faces.web import hostile
from tests.faces.web.browser import chromium, opened, served
from tests.made import make_reading

LISTS = (
    "/",
    "/ledger",
    "/releases",
    "/actors",
    "/mechanisms",
    "/search?q=dialogue",
    "/review",
    "/charts",
    "/sql?run=1&statement=SELECT+*+FROM+entries+LIMIT+9",
    "/sql?run=1&statement=SELECT",
    "/nowhere",
)
READER = f"/releases/{make_reading().release.id}"
COMMITMENT = make_reading().entries[1].id


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the browser of this module."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def here(shelf: Path) -> Iterator[str]:
    """Return the address of a server over the shelf."""
    with served(shelf, "ada") as address:
        yield address


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server over the hostile ledger."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    hostile.fill(path)
    with served(path, "ada") as address:
        yield address


@pytest.fixture
def page(browser: Browser, here: str) -> Iterator[Page]:
    """Return a fresh page of the site; addresses are its own."""
    with opened(browser, here, viewport={"width": 1400, "height": 900}) as page:
        yield page


def every(page: Page) -> list[str]:
    """Return the address of every list, and of the first thing of every sort that it links to."""
    found = [*LISTS]
    for address in LISTS[:-1]:
        text = page.request.get(address).text()
        for sort in ("releases", "entries", "actors", "mechanisms"):
            found += [unescape(link) for link in re.findall(rf'href="(/{sort}/[^"#?]+)', text)[:1]]
    return list(dict.fromkeys(found))


def test_pointing_at_a_value_lights_its_words(page: Page) -> None:
    page.goto(READER)
    card = page.locator(f"#{COMMITMENT}")
    card.get_by_role("link", name="USD 1.5 million").hover()
    assert page.locator(".w.lit").all_inner_texts() == ["USD 1.50 million"]
    card.get_by_role("link", name="by 2024-06-30").hover()
    assert page.locator(".w.lit").all_inner_texts() == ["by June 30"]
    page.locator("article.text h1").hover()
    assert page.locator(".w.lit").count() == 0


def test_the_focus_lights_words_as_pointing_does(page: Page) -> None:
    page.goto(READER)
    page.locator(f"#{COMMITMENT}").get_by_role("link", name="USD 1.5 million").focus()
    assert page.locator(".w.lit").all_inner_texts() == ["USD 1.50 million"]


def test_a_click_on_a_sentence_raises_its_entries(page: Page) -> None:
    page.goto(READER)
    page.locator(".w", has_text="agreed to open").first.click()
    raised = page.locator(".card.raised")
    assert [raised.nth(at).get_attribute("id") for at in range(raised.count())] == [COMMITMENT]


def test_keys_move_raise_search_and_can_be_turned_off(page: Page) -> None:
    page.goto(READER)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".card.raised")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("single keys are shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    page.reload()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_slash_goes_to_the_search_and_g_to_a_page(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("l")
    expect(page).to_have_url(re.compile("/ledger$"))
    page.keyboard.press("/")
    page.keyboard.type("smelter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=smelter$"))
    expect(page.locator("mark").first).to_have_text("smelter")


def test_the_first_stop_of_the_keyboard_leads_to_the_content(page: Page) -> None:
    page.goto("/ledger")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_citation_is_copied(browser: Browser, here: str) -> None:
    with opened(browser, here, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(READER)
        page.locator(f"#{COMMITMENT}").get_by_role("button", name="copy citation").click()
        expect(page.locator(f"#{COMMITMENT}").get_by_role("button", name="copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("“agreed to open a joint smelter by June 30”. xa-trade, “Ardia and Belmark")
        assert copied.endswith(f"{here}/entries/{COMMITMENT}")


def test_everything_is_there_without_scripts(browser: Browser, here: str) -> None:
    with opened(browser, here, java_script_enabled=False) as page:
        page.goto(READER)
        page.get_by_role("link", name="entry 2", exact=True).click()
        assert page.locator(".card:target").get_attribute("id") == COMMITMENT
        page.locator(".card:target").get_by_role("link", name="USD 1.5 million").click()
        assert page.locator(".w:target").inner_text() == "USD 1.50 million"
        expect(page.locator(".needs-script:visible")).to_have_count(0)
        page.goto("/ledger")
        page.get_by_role("link", name=re.compile("^agreement")).click()
        expect(page.locator("[data-row]")).to_have_count(1)


@pytest.mark.parametrize("ledger", ["here", "there"])
def test_no_page_asks_another_host_or_runs_foreign_code(
    browser: Browser, ledger: str, request: pytest.FixtureRequest
) -> None:
    base: str = request.getfixturevalue(ledger)
    with opened(browser, base) as page:
        asked: list[str] = []
        faults: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if "Security" in line.text else None)
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        for address in every(page):
            page.goto(address)
            assert page.evaluate("window.stolen") is None, address
        assert [url for url in asked if not url.startswith(base)] == []
        assert len(asked) > 10
        assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, here: str, scheme: str) -> None:
    with opened(browser, here, color_scheme=scheme) as page:
        for address in every(page):
            page.goto(address)
            page.wait_for_load_state()
            found = Axe().run(page)
            assert found.violations_count == 0, f"{address}: {found.generate_report()}"


@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_is_wider_than_the_window(browser: Browser, there: str, here: str, width: int) -> None:
    for base in (here, there):
        with opened(browser, base, viewport={"width": width, "height": 800}) as page:
            for address in every(page):
                page.goto(address)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_paper_has_the_text_and_not_the_site_around_it(page: Page) -> None:
    page.goto(READER)
    page.emulate_media(media="print")
    expect(page.locator(".top nav")).not_to_be_visible()
    expect(page.locator(".find")).not_to_be_visible()
    expect(page.locator("article.text")).to_be_visible()
    expect(page.locator(f"#{COMMITMENT}")).to_be_visible()
