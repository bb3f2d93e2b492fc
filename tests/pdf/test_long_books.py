"""A long book takes no more of memory and work for a page than a short one."""

from __future__ import annotations

import gc
import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import weasyprint

from build_tools.pdf import relayout

STYLE = """
@page { size: 300px 100px; margin: 10px; @bottom-left { content: counter(page) } }
body { margin: 0; font-size: 10px; line-height: 10px }
a::after { content: " " target-counter(attr(href), page) }
li::before { content: "x" }
"""
CHAPTERS = 20


def make_chapter(number: int) -> str:
    """Return a chapter of some pages with references to its neighbours and a list."""
    links = "".join(f"<a href='#c{(number + step) % CHAPTERS}'>Chapter</a> " for step in range(-3, 4))
    lines = "<p>A paragraph of <em>one</em> line.</p>" * 30
    return f"<section><h2 id='c{number}'>Chapter</h2><p>{links}</p><ul><li>a</ul>{lines}</section>"


@pytest.fixture
def no_collection() -> Iterator[None]:
    """Collect no garbage, as in the worker of an edition."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def render_book() -> Any:
    """Lay out a book of twenty chapters."""
    body = "".join(map(make_chapter, range(CHAPTERS)))
    html = weasyprint.HTML(string=f"<html lang='en'><style>{STYLE}</style><body>{body}</body></html>")
    return relayout.render_document(html, "pdf/a-2a")


def count_live_objects() -> Counter[str]:
    """Return the number of objects of each class that are in memory."""
    return Counter(type(one).__name__ for one in gc.get_objects())


def test_a_page_is_laid_out_again_for_its_references_alone(caplog: pytest.LogCaptureFixture) -> None:
    """Of seven references in a chapter three lead onwards: only their page is made twice."""
    with caplog.at_level(logging.INFO, "weasyprint.progress"):
        pages = len(render_book().pages)
    made = [one for one in caplog.messages if "Creating layout - Page" in one and "up-to-date" not in one]
    assert pages > 4 * CHAPTERS
    assert len(made) <= pages + CHAPTERS


@pytest.mark.usefixtures("no_collection")
def test_what_is_not_in_the_book_is_not_in_memory() -> None:
    """Of pages made twice the last is left, and no style is made for a note that no element is."""
    before = count_live_objects()
    document = render_book()
    live = count_live_objects() - before
    assert live["PageBox"] == len(document.pages)
    assert live["ComputedStyle"] < 12 * len(document.pages)
