"""Cards for social networks: pictures that are the same everywhere, in each script."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from build_tools import fonts
from build_tools.covers.card import MARGIN, MEASURE, Card, draw_card
from build_tools.covers.word_setting import measure_line, order_words, set_word
from build_tools.model import Language
from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import languages

DATA = tomllib.loads((PROJECT_DIR / "tests/data/covers/cards.toml").read_text("utf-8"))
GOLDEN = PROJECT_DIR / "tests" / "golden" / "cards"
BARS = (120, 40, 300, 80, 200, 150, 90, 60, 260, 220, 110, 130)
COLOUR = (0x1F, 0x3A, 0x5F)
FIELDS = (60, 32)
LAYERS = languages.read_layers(Root(PROJECT_DIR))


def get_language(tag: str) -> Language:
    """Return a language as the project sets it."""
    return languages.resolve_language(tag, LAYERS)


def draw(tag: str = "en", **said: Any) -> bytes:
    """Return a card in the fonts of its language, and of English for foreign words."""
    language = get_language(tag)
    faces = fonts.select_fonts(language, (get_language("en"),))
    card = Card(language=language, title=said.pop("title", "Title"), bars=BARS, colour="#1f3a5f")
    return draw_card(replace(card, **said), faces)


def read_pixels(picture: bytes) -> Image.Image:
    """Return a picture in colours."""
    return Image.open(BytesIO(picture)).convert("RGB")


def find_text(picture: bytes, *, is_rtl: bool = False) -> tuple[int, int, int, int]:
    """Return the box around the words of a card, without its bars."""
    pixels = read_pixels(picture).convert("L")
    ground = pixels.getpixel((0, 0))
    left = pixels.width - MARGIN - MEASURE if is_rtl else 0
    part = pixels.crop((left, 0, left + MARGIN + MEASURE, pixels.height))
    box = part.point([255 * (level != ground) for level in range(256)]).getbbox()
    assert box
    return box


@pytest.mark.parametrize("case", DATA["card"], ids=lambda case: case["says"])
def test_a_card_is_as_it_was_looked_at(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """A card looks as it did when somebody looked at it; --update-golden draws its fields again."""
    said = {name: value for name, value in case.items() if name != "says"}
    small = read_pixels(draw(**said)).convert("L").resize(FIELDS, Image.Resampling.BOX)
    levels = [level * 9 // 255 for level in small.tobytes()]
    rows = ["".join(map(str, levels[at : at + FIELDS[0]])) for at in range(0, len(levels), FIELDS[0])]
    file = GOLDEN / f"{case['says']}.txt"
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(rows) + "\n")
    expected = [int(digit) for digit in file.read_text().replace("\n", "")]
    assert max(abs(one - other) for one, other in zip(levels, expected, strict=True)) <= 1
    assert sum(one != other for one, other in zip(levels, expected, strict=True)) < 20


@pytest.mark.parametrize("case", DATA["card"], ids=lambda case: case["says"])
def test_a_card_is_small_and_the_same_again(case: dict[str, Any]) -> None:
    """A card has the size that networks ask for, at most 40 kB, and the same bytes each time."""
    said = {name: value for name, value in case.items() if name != "says"}
    first = draw(**said)
    set_word.cache_clear()
    assert draw(**said) == first
    assert Image.open(BytesIO(first)).size == (1200, 630)
    assert len(first) <= 40_000


@pytest.mark.parametrize("case", DATA["order"], ids=lambda case: case["line"])
def test_words_stand_in_their_order(case: dict[str, Any]) -> None:
    """Words of the other direction keep their own order; numbers go with the word before."""
    assert order_words(case["line"], rtl=case["rtl"]) == case["words"]


def test_a_card_has_the_colour_of_its_text_and_marks_its_article() -> None:
    """The ground is the publication's colour; the bar of the article alone is white."""
    pixels = read_pixels(draw(title="T", marked=2))
    assert pixels.getpixel((1199, 629)) == COLOUR
    end = pixels.width - MARGIN - 2  # where the longest bar ends, which is the third
    column = [pixels.getpixel((end, y)) for y in range(pixels.height)]
    assert (255, 255, 255) in column
    assert set(column) == {COLOUR, (255, 255, 255)}
    others = read_pixels(draw(title="T", marked=0))
    assert (255, 255, 255) not in [others.getpixel((end, y)) for y in range(others.height)]


@pytest.mark.parametrize(
    "title",
    ["A", "Word " * 200, "W" * 300, "Right to adequate and secure housing for everyone in the city " * 2],
)
def test_words_keep_to_their_place(title: str) -> None:
    """However long a title is, it touches neither the bars nor the margins."""
    left, top, right, bottom = find_text(draw(title=title, number="Article 9", publication="Charter " * 30))
    assert left >= MARGIN - 4
    assert right <= MARGIN + MEASURE
    assert top >= MARGIN - 20
    assert bottom <= 630 - MARGIN + 30


def test_arabic_begins_at_the_right() -> None:
    """In Arabic the words end at the right margin, with the bars at the left."""
    title = "الحق في المدينة"
    box = find_text(draw("ar", title=title), is_rtl=True)
    assert abs(box[2] - MEASURE) <= 8
    mirrored = read_pixels(draw("ar", title=title)).crop((MARGIN, 0, MARGIN + 280, 630)).getcolors()
    assert mirrored is not None
    assert len(mirrored) == 2


def test_letters_without_a_glyph_are_left_out() -> None:
    """A letter that no font has leaves no gap: the words beside it stand as if it were not there."""
    assert draw(title="Rights of \U000131a0 people") == draw(title="Rights of people")
    assert draw(title="Rights\U000131a0") == draw(title="Rights")
    assert draw(title="\U000131a0")


def test_a_line_that_is_too_long_is_cut() -> None:
    """A word without an end is cut where the measure ends; nothing else is."""
    faces = fonts.select_fonts(get_language("en"))
    assert measure_line("W" * 300, faces, 40.0) > MEASURE
    assert draw(title="W" * 300) == draw(title="W" * 400)
    assert find_text(draw(title="W" * 300))[2] > MARGIN + MEASURE - 60
    assert draw(title="Right to housing") != draw(title="Right to water")
