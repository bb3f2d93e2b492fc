"""The site in a browser: by keyboard alone, in two languages, on a small screen, with large letters."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.built_site import BuiltSite
from tests.helpers.chromium import Tab, open_chromium

RIGHT_TO_LEFT = "ar"
# What each language calls the article on housing of the Charter-Agenda.
PAGES = (
    "index.html",
    "en/index.html",
    "ar/needs.html",
    "ko/words.html",
    "fr/downloads.html",
    "es/history.html",
    "ar/charter-agenda/right-10.html",
    "ko/european-charter/part-3.html",
    "fr/european-charter/whole.html",
    "ar/european-charter/with-en.html",
    "id/charter-agenda/ca-10/index.html",
    "404.html",
)
FOCUSED = "document.activeElement.href || ''"
WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: BuiltSite) -> Iterator[str]:
    """Return the address at which the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(site.folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """Return a tab of a browser."""
    with open_chromium(tmp_path_factory.mktemp("chromium") / "profile") as opened:
        yield opened


def open_page(tab: Tab, address: str) -> None:
    """Open a page, and forget what happened before."""
    tab.events.clear()
    tab.open(address)


def press(tab: Tab, key: str, code: int) -> None:
    """Press a key and let it go."""
    text = {"text": "\r"} if key == "Enter" else {}
    tab.send("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **text)
    tab.send("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)


def go_by_keyboard(tab: Tab, end: str) -> None:
    """Press Tab until a link whose address ends so has the focus, then Enter."""
    for _ in range(250):
        press(tab, "Tab", 9)
        if tab.evaluate(FOCUSED).endswith(end):
            tab.events.clear()
            press(tab, "Enter", 13)
            tab.wait("Page.loadEventFired")
            return
    raise AssertionError(f"no link to {end} is reached by Tab")


def wait_for(tab: Tab, expression: str) -> Any:
    """Return the value of an expression once it is true; each frame it is asked again."""
    script = f"""new Promise((done) => {{
        const look = () => {{
            const found = ({expression});
            found ? done(found) : requestAnimationFrame(look);
        }};
        look();
    }})"""
    sent = tab.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
    return sent["result"]["value"]


def read_log(tab: Tab) -> list[str]:
    """Return what the browser complained of."""
    entries = [one["params"]["entry"] for one in tab.events if one["method"] == "Log.entryAdded"]
    return [one["text"] for one in entries if "favicon" not in one.get("url", "")]


@pytest.mark.parametrize("page", PAGES)
def test_a_browser_has_nothing_to_complain_of(tab: Tab, address: str, page: str) -> None:
    """No script, style, font or picture of a page is missing or refused."""
    open_page(tab, f"{address}/{page}")
    assert read_log(tab) == []


@pytest.mark.parametrize("tag", ["en", "ar", "ko"])
def test_an_article_is_three_clicks_away_by_keyboard(tab: Tab, address: str, tag: str) -> None:
    """From the first page a reader comes to an article with Tab and Enter, in two steps and in three."""
    open_page(tab, f"{address}/{tag}/index.html")
    go_by_keyboard(tab, f"/{tag}/charter-agenda/index.html")
    go_by_keyboard(tab, f"/{tag}/charter-agenda/right-10.html")
    assert tab.evaluate("document.querySelector('main article').id") == "ca-10"
    open_page(tab, f"{address}/{tag}/index.html")
    go_by_keyboard(tab, f"/{tag}/needs.html")
    go_by_keyboard(tab, f"/{tag}/charter-agenda/right-10.html#ca-10")
    assert tab.evaluate("location.hash") == "#ca-10"


@pytest.mark.parametrize(("own", "other"), [("fr", "ar"), ("ar", "ko"), ("ko", "en")])
def test_a_second_language_stands_beside_the_first(tab: Tab, address: str, own: str, other: str) -> None:
    """`?with=` sets each passage beside its translation, in its language and direction, and links keep it."""
    open_page(tab, f"{address}/{own}/european-charter/part-3.html?with={other}")
    wait_for(tab, "document.body.classList.contains('with-other')")
    passages = "[...document.querySelectorAll('#ec-16 .other-passage')]"
    assert tab.evaluate(f"{passages}.length") >= 4
    assert tab.evaluate(f"{passages}.every((one) => one.lang === '{other}' && one.textContent.trim())")
    direction = "rtl" if other == RIGHT_TO_LEFT else "ltr"
    assert tab.evaluate(f"{passages}.every((one) => getComputedStyle(one).direction === '{direction}')")
    assert tab.evaluate("document.querySelector('.turn a').search") == f"?with={other}"


def test_a_second_language_is_below_the_first_on_a_phone(tab: Tab, address: str) -> None:
    """Where there is no room for two columns, a translation stands under its passage."""
    set_screen(tab, 360)
    open_page(tab, f"{address}/fr/european-charter/with-en.html")
    box = "document.querySelectorAll('.pair')[3].querySelector('{}').getBoundingClientRect()"
    assert tab.evaluate(f"{box.format('.own')}.bottom") <= tab.evaluate(f"{box.format('.other')}.top")
    set_screen(tab, 1280)
    assert tab.evaluate(f"{box.format('.own')}.top") == tab.evaluate(f"{box.format('.other')}.top")


def set_screen(tab: Tab, width: int, height: int = 900) -> None:
    """Give the page a screen of this size, in CSS pixels."""
    tab.send(
        "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
    )


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off_on_a_small_screen(tab: Tab, address: str, page: str) -> None:
    """At 320 px no page is wider than the screen, nor at 200 % on one of 640 (WCAG 2.2, 1.4.10 and 1.4.4)."""
    set_screen(tab, 320)
    open_page(tab, f"{address}/{page}")
    assert tab.evaluate(WIDTH) <= 0
    set_screen(tab, 640)
    tab.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert tab.evaluate(WIDTH) <= 0
    set_screen(tab, 1280)


def test_a_term_is_explained_where_it_stands(tab: Tab, address: str) -> None:
    """A term with the focus shows its meaning, which Escape hides; a screen reader is told of it."""
    open_page(tab, f"{address}/en/charter-agenda/right-10.html")
    tab.evaluate("document.querySelector('main a.reference[href*=\"#term-\"]').focus()")
    meaning = tab.evaluate("document.querySelector('[role=tooltip]').textContent")
    assert len(meaning) > 20
    assert tab.evaluate("document.activeElement.getAttribute('aria-describedby')") == "term-note"
    press(tab, "Escape", 27)
    assert tab.evaluate("document.querySelector('[role=tooltip]')") is None


def test_the_address_of_an_article_is_copied(tab: Tab, address: str) -> None:
    """The button beside the permanent address copies it, absolute, and says so."""
    tab.send("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    open_page(tab, f"{address}/en/charter-agenda/right-10.html")
    tab.click(".hub .address .copy")
    wait_for(tab, "document.querySelector('.hub .address .copy').textContent === 'Copied'")
    copied = tab.send(
        "Runtime.evaluate",
        expression="navigator.clipboard.readText()",
        returnByValue=True,
        awaitPromise=True,
    )["result"]["value"]
    assert copied == f"{address}/id/charter-agenda/ca-10/"


@pytest.mark.parametrize(("asked", "tag"), [("ko-KR", "ko"), ("fr", "fr"), ("ar-EG", "ar")])
def test_the_root_leads_to_the_language_of_the_reader(tab: Tab, address: str, asked: str, tag: str) -> None:
    """The first page goes on to the language that a browser asks for."""
    agent = tab.evaluate("navigator.userAgent")
    tab.send("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=asked)
    open_page(tab, f"{address}/index.html")
    assert wait_for(tab, "location.pathname !== '/index.html' && location.pathname").startswith(f"/{tag}/")
    tab.send("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage="en")


def test_the_switch_keeps_page_and_article(tab: Tab, address: str) -> None:
    """Another language opens the same page at the article that is in sight."""
    open_page(tab, f"{address}/en/european-charter/part-3.html#ec-16")
    tab.click(".page-head .languages [hreflang=ko]")
    tab.wait("Page.loadEventFired")
    wait_for(tab, "document.documentElement.lang === 'ko'")
    assert tab.evaluate("location.pathname + location.hash") == "/ko/european-charter/part-3.html#ec-16"


@pytest.mark.parametrize("page", ["en/index.html", "ar/charter-agenda/right-10.html"])
def test_a_page_is_read_from_disk(tab: Tab, site: BuiltSite, page: str) -> None:
    """A site that was copied to a disk is set in its style, with its links."""
    open_page(tab, Path(site.folder, page).as_uri())
    assert read_log(tab) == []
    wait_for(tab, "document.styleSheets.length >= 2")
