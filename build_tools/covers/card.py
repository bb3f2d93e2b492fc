"""Draw the card that a social network shows with a page: 1200 by 630, with the bars of the cover."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, replace

from build_tools.covers.bars import stack_bars
from build_tools.covers.cover import BAR_OPACITY, SCRIPT_SCALES, TITLE_LEADING, TITLE_LEADINGS
from build_tools.covers.palette import WHITE, mix_colours
from build_tools.covers.svg_markup import Box
from build_tools.covers.title_fitting import FittedText, fit_text
from build_tools.covers.word_setting import draw_line, measure_line
from build_tools.fonts import FontStacks
from build_tools.images.text_canvas import TextCanvas
from build_tools.model import Language

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
# What the bars have of the width, and their distance from the words.
BARS_WIDTH, BARS_GAP = 280, 64
MEASURE = WIDTH - 2 * MARGIN - BARS_WIDTH - BARS_GAP
LARGEST, SMALLEST, NUMBER, SMALL = 80.0, 40.0, 40.0, 30.0
MAX_LINES, MAX_SMALL_LINES = 5, 2
THICKEST = 12.0
# The room of an article's title, whose last line stands on the floor of the bars.
TITLE_HEIGHT, NUMBER_GAP = 330, 22
# No card has room for more; to break so many into lines takes long.
MAX_LETTERS = 240
# What small words keep of their size where they are long.
LEAST_SHARE = 0.7
# Of the bars beside the one that is meant, which is white.
FAINT_OPACITY = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Hold what a card says: the title of an article, or of a text, in which case `publication` is empty.

    `bars` are the words of each article, as count_bar_words counts them, `marked` the place of the one that
    is meant, None for all. `colour` is that of the publication's palette.
    """

    language: Language
    title: str
    number: str = ""
    publication: str = ""
    bars: tuple[int, ...] = ()
    marked: int | None = None
    colour: str


def draw_card(card: Card, faces: FontStacks) -> bytes:
    """Return a card as a PNG: the same bytes from the same card, fonts and Pillow."""
    faint = mix_colours(WHITE, card.colour, BAR_OPACITY if card.marked is None else FAINT_OPACITY)
    canvas = TextCanvas(width=WIDTH, height=HEIGHT, ground=card.colour, ink=WHITE, bar_colours=(faint, WHITE))
    _draw_bars(canvas, card)
    furniture = replace(faces, text=faces.furniture)
    scale = SCRIPT_SCALES.get(card.language.writing_system, 1)
    if card.publication:
        lines = _fit_words(card.publication, furniture, SMALL * scale, MAX_SMALL_LINES)
        _draw_lines(canvas, card, furniture, lines, MARGIN + SMALL)
    title = _fit_title(card, faces)
    base = HEIGHT - MARGIN - title.size * _get_leading(card) * (len(title.lines) - 1)
    _draw_lines(canvas, card, faces, title, base)
    number = _fit_words(card.number, furniture, NUMBER * scale, 1)
    _draw_lines(canvas, card, furniture, number, base - title.size - NUMBER_GAP)
    return canvas.write_png()


def _fit_title(card: Card, faces: FontStacks) -> FittedText:
    """Return the title in as many lines as make it largest."""
    scale, leading = SCRIPT_SCALES.get(card.language.writing_system, 1), _get_leading(card)
    best = FittedText(0, ())
    for count in range(1, MAX_LINES + 1):
        largest = min(LARGEST * scale, TITLE_HEIGHT / (count * leading))
        fitted = _fit_words(card.title, faces, largest, count, smallest=min(largest, SMALLEST * scale))
        if fitted.size > best.size or (count == len(fitted.lines) and best.lines[-1].endswith("…")):
            best = fitted
    return best


def _get_leading(card: Card) -> float:
    return TITLE_LEADINGS.get(card.language.writing_system, TITLE_LEADING)


def _fit_words(
    words: str, faces: FontStacks, largest: float, most: int, *, smallest: float = 0
) -> FittedText:
    """Return words in at most so many lines; what has no room is left out, and “…” stands for it."""
    words = f"{words[:MAX_LETTERS].rstrip()}…" if len(words) > MAX_LETTERS else words
    fitted = fit_text(words, MEASURE, largest=largest, smallest=smallest or largest * LEAST_SHARE, most=most)
    size = float(int(fitted.size))  # of few sizes, so that words are drawn but once
    lines = list(fitted.lines[:most])
    if len(fitted.lines) > most:
        lines[-1] += "…"
    return FittedText(size, tuple(_shorten_line(line, faces, size) for line in lines))


def _shorten_line(line: str, faces: FontStacks, size: float) -> str:
    """Return a line that fits the measure, without its last letters where it is too long."""
    if measure_line(line, faces, size) <= MEASURE:
        return line
    words = line.removesuffix("…")
    count = bisect(
        range(len(words)), float(MEASURE), key=lambda end: measure_line(f"{words[:end]}…", faces, size)
    )
    return f"{words[: count - 1].rstrip()}…"


def _draw_lines(canvas: TextCanvas, card: Card, faces: FontStacks, text: FittedText, base: float) -> None:
    """Draw lines, the first of them on a baseline."""
    rtl = card.language.is_rtl
    start = WIDTH - MARGIN if rtl else MARGIN
    for at, line in enumerate(text.lines):
        y = round(base + at * text.size * _get_leading(card))
        draw_line(canvas, line, faces, size=text.size, start=start, base=y, rtl=rtl)


def _draw_bars(canvas: TextCanvas, card: Card) -> None:
    x = MARGIN if card.language.is_rtl else WIDTH - MARGIN - BARS_WIDTH
    area = Box(x, MARGIN, BARS_WIDTH, HEIGHT - 2 * MARGIN)
    boxes = stack_bars(card.bars, area, widest=area.height / 9, thickest=THICKEST, rtl=card.language.is_rtl)
    for at, box in enumerate(boxes):
        top = round(box.y)
        bottom = max(top + 1, round(box.y + box.height))
        canvas.draw_bar((round(box.x), top, round(box.x + box.width), bottom), int(at == card.marked))
