"""Draw the cover, the strip and the icon of an edition: a bar an article, as long as its number of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.covers import svg_markup as svg
from build_tools.covers.bars import count_bar_words, group_counts, line_up_bars, stack_bars
from build_tools.covers.cover_pictures import Picture, draw_full_picture, draw_logo
from build_tools.covers.palette import WHITE, make_palette, mix_colours
from build_tools.covers.svg_markup import Box
from build_tools.covers.title_fitting import fit_text
from build_tools.model import Article, Edition, LocalizedText
from build_tools.script_direction import find_direction

# Opacity of the bars: less than that of the title, far more than that of the field.
BAR_OPACITY = 0.72
# Fonts that a reader's machine may have, if `style` embeds none.
TEXT_FONTS = {
    "arabic": "Amiri, 'Noto Naskh Arabic', serif",
    "cjk": "'Noto Serif CJK KR', 'Noto Serif KR', 'Noto Serif', serif",
}
FURNITURE_FONTS = {"arabic": TEXT_FONTS["arabic"]}
SERIF, SANS = "Literata, 'Noto Serif', Georgia, serif", "'Noto Sans', Arial, sans-serif"
# Letters of a Naskh are smaller for their size than Latin ones.
SCRIPT_SCALES = {"arabic": 1.16, "cjk": 0.94}
# Line heights of a title, in its size: scripts that stack signs need more.
TITLE_LEADING, TITLE_LEADINGS = 1.22, {"brahmic": 1.45}
# Of a text below the title, before it gets smaller.
MAX_SMALL_LINES = 3
ICON_SIZE = 64
ICON_BARS = 5


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """Describe the layout of a sheet, in its own units.

    The title begins at `head`, in `large` or less; bars stand on `floor` and reach no higher than `ceiling`;
    the last line stands on `foot`.
    """

    width: float
    height: float
    margin: float
    ceiling: float
    floor: float
    head: float = 0
    foot: float = 0
    large: float = 0
    small: float = 0

    @property
    def measure(self) -> float:
        """Return the width between the margins."""
        return self.width - 2 * self.margin


COVER = SheetLayout(1600, 2560, 195, ceiling=1280, floor=2202, head=250, foot=2400, large=152, small=52)


def draw_field(
    articles: Sequence[Article],
    edition: Edition,
    *,
    width: float = 148,
    height: float = 210,
    description: str = "",
    description_language: str = "",
) -> str:
    """Return the ground and the bars of a printed cover, over which text is set.

    `description_language` is needed if it is not that of the edition. The bars stand between 50
    and 86 hundredths of the height, 0.122 of the width from either side; text has the rest.
    """
    sheet = SheetLayout(width, height, width * 0.122, ceiling=height * 0.5, floor=height * 0.86)
    ground = _draw_ground(articles, edition, sheet)
    attributes = ""
    if description_language not in ("", edition.language.tag):
        attributes = f' lang="{svg.escape_xml(description_language)}"'
    return svg.make_svg(width, height, ground, description=description, attributes=attributes)


def draw_cover(
    articles: Sequence[Article],
    edition: Edition,
    title: LocalizedText,
    *,
    lines: Sequence[LocalizedText] = (),
    publisher: str = "",
    description: LocalizedText | None = None,
    style: str = "",
    picture: Picture | None = None,
    logo: Picture | None = None,
) -> str:
    """Return a whole cover for an e-book, 1600 by 2560, with `picture` in place of the bars.

    `lines` are set below the title, each in as many lines as it needs; `publisher` above the foot. `style`
    is CSS with embedded fonts for the classes `text` and `furniture`: an SVG image can load no other.
    """
    margin, rtl = COVER.margin, edition.language.is_rtl
    plate, start = draw_logo(logo, width=COVER.width, margin=margin, rtl=rtl) if logo else ("", 0.0)
    head, bottom = _draw_title(edition, title, lines, max(COVER.head, start))
    # The bars never overlap the title.
    clear = replace(COVER, ceiling=min(max(COVER.ceiling, bottom + COVER.small), COVER.floor))
    elements = (
        f"<style>{style}</style>" if style else "",
        *_draw_ground(articles, edition, clear, picture),
        plate,
        *head,
        *_draw_foot(edition, publisher),
    )
    language = svg.escape_xml(edition.language.tag)
    attributes = f' width="1600.00" height="2560.00" xml:lang="{language}" lang="{language}"'
    about = description or title
    return svg.make_svg(
        COVER.width,
        COVER.height,
        elements,
        description=about.text,
        description_attributes=_mark_language(edition, about.language),
        attributes=attributes,
    )


def _draw_ground(
    articles: Sequence[Article], edition: Edition, sheet: SheetLayout, picture: Picture | None = None
) -> Iterator[str]:
    colour, whole = make_palette(edition.publication).colour, Box(0, 0, sheet.width, sheet.height)
    yield svg.draw_rectangle(whole, colour)
    if picture:
        yield draw_full_picture(picture, width=sheet.width, height=sheet.height)
        return
    area = Box(sheet.margin, sheet.ceiling, sheet.measure, sheet.floor - sheet.ceiling)
    boxes = stack_bars(
        count_bar_words(articles),
        area,
        widest=area.height / 9,
        thickest=sheet.height * 0.0055,
        rtl=edition.language.is_rtl,
    )
    for box in boxes:
        yield svg.draw_rectangle(box, mix_colours(WHITE, colour, BAR_OPACITY))


def _draw_title(
    edition: Edition, title: LocalizedText, below: Sequence[LocalizedText], start: float
) -> tuple[list[str], float]:
    """Return the title and what is below it as lines, and how far down they reach."""
    scale = SCRIPT_SCALES.get(edition.language.writing_system, 1)
    leading = TITLE_LEADINGS.get(edition.language.writing_system, TITLE_LEADING)
    large = fit_text(title.text, COVER.measure, largest=COVER.large * scale, smallest=COVER.large / 3, most=4)
    drawn = []
    y = start + large.size * 0.72 / scale
    for line in large.lines:
        drawn.append(_draw_line(edition, line, y, large.size, "text", tag=title.language))
        y += large.size * leading
    for text in below:
        size = COVER.small * scale
        small = fit_text(text.text, COVER.measure, largest=size, smallest=size / 2, most=MAX_SMALL_LINES)
        y += COVER.small * 0.4
        for line in small.lines:
            drawn.append(_draw_line(edition, line, y, small.size, "furniture", tag=text.language))
            y += small.size * 1.35
    return drawn, y - COVER.small


def _draw_foot(edition: Edition, publisher: str) -> Iterator[str]:
    size = COVER.small * SCRIPT_SCALES.get(edition.language.writing_system, 1)
    if publisher:
        yield _draw_line(edition, publisher, COVER.foot - 1.5 * size, size, "furniture")
    yield _draw_line(edition, edition.language.name, COVER.foot, size, "furniture")
    if edition.date_text:
        yield _draw_line(edition, edition.date_text, COVER.foot, size, "furniture", at_end=True)


def _draw_line(
    edition: Edition, words: str, y: float, size: float, kind: str, *, at_end: bool = False, tag: str = ""
) -> str:
    """Return a line at the side where lines begin, whatever the direction of its own language, `tag`."""
    x = COVER.margin if edition.language.is_rtl == at_end else COVER.width - COVER.margin
    is_foreign = tag not in ("", edition.language.tag)
    rtl = find_direction(tag) == "rtl" if is_foreign else edition.language.is_rtl
    from_end = at_end != (rtl != edition.language.is_rtl)
    rows, usual = (TEXT_FONTS, SERIF) if kind == "text" else (FURNITURE_FONTS, SANS)
    attributes = (
        f'class="{kind}" font-family="{rows.get(edition.language.writing_system, usual)}"'
        f' fill="{WHITE}" direction="{"rtl" if rtl else "ltr"}"'
        f' text-anchor="{"end" if from_end else "start"}"'
    )
    return svg.draw_text(words, x, y, size, attributes=attributes + _mark_language(edition, tag))


def _mark_language(edition: Edition, tag: str) -> str:
    """Return the attributes of words in a language; none in that of the edition."""
    if tag in ("", edition.language.tag):
        return ""
    return f' xml:lang="{svg.escape_xml(tag)}" lang="{svg.escape_xml(tag)}"'


def draw_strip(
    articles: Sequence[Article],
    edition: Edition,
    *,
    width: float = 1600,
    height: float = 6,
    description: str = "",
) -> str:
    """Return the bars end to end: a line that stretches with the page, in the colour of its text."""
    boxes = line_up_bars(count_bar_words(articles), Box(0, 0, width, height), rtl=edition.language.is_rtl)
    elements = (svg.draw_rectangle(box, "currentColor") for box in boxes)
    attributes = ' class="strip" preserveAspectRatio="none"'
    return svg.make_svg(width, height, elements, description=description, attributes=attributes)


def draw_icon(articles: Sequence[Article], edition: Edition) -> str:
    """Return a square of 64 with at most five bars, each for some articles in a row."""
    counts = group_counts(count_bar_words(articles), ICON_BARS)
    area = Box(12, 12, ICON_SIZE - 24, ICON_SIZE - 24)
    step = area.height / max(1, len(counts) - 0.5) if len(counts) > 1 else area.height
    boxes = stack_bars(counts, area, widest=step, thickest=5, rtl=edition.language.is_rtl)
    ground = svg.draw_rectangle(Box(0, 0, ICON_SIZE, ICON_SIZE), make_palette(edition.publication).colour)
    elements = (ground, *(svg.draw_rectangle(box, WHITE) for box in boxes))
    attributes = f' width="{ICON_SIZE}" height="{ICON_SIZE}"'
    return svg.make_svg(ICON_SIZE, ICON_SIZE, elements, description="", attributes=attributes)
