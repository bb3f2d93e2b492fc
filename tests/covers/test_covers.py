"""Covers, strips and icons, parsed as XML."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from build_tools import covers
from build_tools.covers.palette import WHITE, compute_contrast
from build_tools.model import Article, Edition, Language, LocalizedText, Publication, Publisher
from build_tools.paths import PROJECT_DIR

CASES = tomllib.loads((Path(__file__).parents[1] / "data" / "covers" / "covers.toml").read_text("utf-8"))[
    "case"
]
SVG = "{http://www.w3.org/2000/svg}"
INK = "#1c1b1a"
FIELD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100.00 200.00" role="img">'
    "<title>Two bars</title>"
    '<rect x="0.00" y="0.00" width="100.00" height="200.00" fill="#1f3a5f"/>'
    '<rect x="12.20" y="162.90" width="75.60" height="1.10" fill="#c0c8d2"/>'
    '<rect x="12.20" y="170.90" width="37.80" height="1.10" fill="#c0c8d2"/>'
    "</svg>"
)


def articles(*words: int) -> list[Article]:
    """Return an article on its own page for each number of words."""
    return [
        Article(anchor=f"a{at}", page=f"p{at}", title="t", designation=f"Right {at}", words=count)
        for at, count in enumerate(words)
    ]


def name(text: str, tag: str = "en") -> LocalizedText:
    """Return a text in a language."""
    return LocalizedText(text=text, language=tag)


def edition(
    tag: str = "en",
    name: str = "English",
    *,
    direction: Any = "ltr",
    script: str = "Latn",
    dated: str = "",
) -> Edition:
    """Return an edition of a blue publication."""
    language = Language(tag=tag, name=name, direction=direction, script=script)
    publication = Publication(id="text", languages=(tag,), colour="#1f3a5f")
    return Edition(
        publication=publication,
        language=language,
        source=language,
        publisher=Publisher(),
        siblings=(language,),
        identifier="urn:x",
        date_text=dated,
    )


def rects(drawing: str) -> list[dict[str, float]]:
    """Return the rectangles of a drawing as numbers, the background first."""
    return [
        {name: float(value) for name, value in rect.attrib.items() if name != "fill"}
        for rect in ET.fromstring(drawing).iter(f"{SVG}rect")
    ]


def texts(drawing: str) -> list[ET.Element]:
    """Return the lines of text of a drawing."""
    return list(ET.fromstring(drawing).iter(f"{SVG}text"))


def draw_case(case: dict[str, Any]) -> str:
    """Return the cover of a case."""
    one = edition(
        case["tag"],
        case["name"],
        direction=case.get("direction", "ltr"),
        script=case.get("script", "Latn"),
        dated=case.get("dated", ""),
    )
    title, *lines = (
        LocalizedText(text=case[key], language=case["tag"]) for key in ("title", "subtitle") if key in case
    )
    return covers.draw_cover(articles(30, 60, 90), one, title, lines=lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_cover(case: dict[str, Any]) -> None:
    """A cover has title, subtitle, language and date, from the side where reading starts."""
    lines = texts(draw_case(case))
    assert [line.text for line in lines] == case["lines"]
    for line in lines:
        at_end = line.get("text-anchor") == "end"
        assert float(line.get("x", 0)) == (case["ends"] if at_end else case["starts"])
        assert line.get("direction") == case.get("direction", "ltr")
        assert line.get("fill") == "#ffffff"


def test_a_cover_says_whose_text_it_is() -> None:
    """What the edition is, the adoption, on as many lines as it needs, and the publisher, in this order."""
    adoption = "Adopted by the General Assembly of the Worldwide Union of Cities in Seville on 1 May 2026."
    below = [name("A reading edition"), name(adoption)]
    lines = texts(covers.draw_cover(articles(9), edition(), name("Title"), lines=below, publisher="Lantern"))
    title, nature, *middle, publisher, language = (line.text or "" for line in lines)
    assert (title, nature, " ".join(middle)) == ("Title", "A reading edition", adoption)
    assert (publisher, language) == ("Lantern", "English")
    heights = [float(line.get("y", 0)) for line in lines]
    assert heights == sorted(heights)


def test_field() -> None:
    """A plain cover is one colour and its bars, byte for byte."""
    drawing = covers.draw_field(articles(60, 30), edition(), width=100, height=200, description="Two bars")
    assert drawing == FIELD


@pytest.mark.parametrize("draw", [covers.draw_field, covers.draw_icon])
def test_mirrored(draw: Callable[..., str]) -> None:
    """In right-to-left editions every bar is mirrored."""
    left = rects(draw(articles(30, 60, 90), edition()))
    right = rects(draw(articles(30, 60, 90), edition("ar", "العربية", direction="rtl")))
    whole = left[0]["width"]
    for one, other in zip(left, right, strict=True):
        assert other["x"] == pytest.approx(whole - one["x"] - one["width"], abs=0.011)
        assert (other["y"], other["width"]) == (one["y"], one["width"])


@pytest.mark.parametrize("title", ["City", "A word " * 30, "A word " * 150])
def test_bars_keep_clear(title: str) -> None:
    """However long a title is, no bar crosses its lines, and none leaves the page."""
    words = LocalizedText(text="A reading edition", language="en")
    drawing = covers.draw_cover(articles(*range(1, 61)), edition(), name(title), lines=[words])
    subtitle = next(line for line in texts(drawing) if line.text == "A reading edition")
    ground, *bars = rects(drawing)
    assert len(bars) == 60
    assert bars[0]["y"] > float(subtitle.get("y", 0))
    assert bars[-1]["y"] < ground["height"] * 0.87


def _all() -> Iterable[str]:
    many, one = articles(*range(1, 61)), edition(dated="2026")
    yield covers.draw_field(many, one, description="x")
    yield covers.draw_cover(many, one, name("Title"))
    yield covers.draw_icon(many, one)
    yield covers.draw_strip(many, one)


@pytest.mark.parametrize("drawing", list(_all()))
def test_said_or_hidden(drawing: str) -> None:
    """A drawing has a text alternative, or is hidden from screen readers."""
    root = ET.fromstring(drawing)
    title = root.find(f"{SVG}title")
    if root.get("role") == "img":
        assert title is not None
        assert title.text
    else:
        assert root.get("aria-hidden") == "true"
        assert title is None


def test_described() -> None:
    """The given description is the accessible name of the drawing, in any script."""
    drawing = covers.draw_cover(articles(9), edition(), name("Title"), description=name("A & B\n<c>"))
    title = ET.fromstring(drawing).find(f"{SVG}title")
    assert title is not None
    assert title.text == "A & B <c>"


def test_named_by_its_title() -> None:
    """A cover without a description has its title as accessible name."""
    assert "<title>A &amp; B</title>" in covers.draw_cover(articles(9), edition(), name("A & B"))


def test_icon_has_few_bars() -> None:
    """An icon has at most five bars, on a square of the publication's colour."""
    assert len(rects(covers.draw_icon(articles(*range(1, 61)), edition()))) == 6
    assert len(rects(covers.draw_icon(articles(8, 9), edition()))) == 3
    assert len(rects(covers.draw_icon([], edition()))) == 1
    assert 'fill="#1f3a5f"' in covers.draw_icon([], edition())


def test_strip() -> None:
    """A strip is the bars of all articles in a line, in the text colour, hidden by default."""
    drawing = covers.draw_strip(articles(10, 30), edition(), width=100, height=4)
    first, last = rects(drawing)
    assert last["width"] == pytest.approx(3 * first["width"], abs=0.03)
    assert last["x"] + last["width"] == pytest.approx(100)
    assert drawing.count('fill="currentColor"') == 2


def test_style_comes_with_it() -> None:
    """Given CSS is in the drawing, and each line has the class that it uses."""
    drawing = covers.draw_cover(articles(9), edition(), name("Title"), style=".text { color: red; }")
    assert "<style>.text { color: red; }</style>" in drawing
    assert [line.get("class") for line in texts(drawing)] == ["text", "furniture"]


def test_read_at_seven_to_one() -> None:
    """White text has a contrast of 7 : 1, bars at least 3 : 1, as WCAG requires of graphics."""
    drawing = covers.draw_cover(articles(9), edition(), name("Title"))
    ground, bar = (rect.get("fill", "") for rect in ET.fromstring(drawing).iter(f"{SVG}rect"))
    assert compute_contrast(WHITE, ground) >= 7
    assert compute_contrast(bar, ground) >= 3
    assert compute_contrast(INK, WHITE) > compute_contrast(WHITE, ground)


def test_pure() -> None:
    """Drawing imports no library, and nothing that could read a clock or a disk."""
    program = (
        "import sys; before = set(sys.modules); import build_tools.covers;"
        "print(*sorted({m.split('.')[0] for m in set(sys.modules) - before}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=PROJECT_DIR
    )
    assert not set(done.stdout.split()) & {"fontTools", "uharfbuzz", "weasyprint", "tomllib"}
    assert "build_tools" in done.stdout


@pytest.mark.parametrize(("tag", "x", "anchor"), [("en", 1405, "end"), ("ar", 1405, "start")])
def test_a_subtitle_in_another_language_is_marked(tag: str, x: int, anchor: str) -> None:
    """It has its language and direction, and begins where the other lines do."""
    arabic = edition("ar", "العربية", direction="rtl", script="Arab")
    subtitle = LocalizedText(text="Words", language=tag)
    drawing = covers.draw_cover(articles(9), arabic, name("عنوان", "ar"), lines=[subtitle])
    (line,) = [each for each in texts(drawing) if each.text == "Words"]
    assert (float(line.get("x", "")), line.get("text-anchor")) == (x, anchor)
    assert line.get("direction") == ("ltr" if tag == "en" else "rtl")
    assert line.get("lang") == (None if tag == "ar" else tag)
