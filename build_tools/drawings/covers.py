"""The large drawings: takes an edition's articles and words, gives a cover as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.drawings import svg
from build_tools.drawings.bars import stacked
from build_tools.drawings.lines import fitted
from build_tools.drawings.palette import WHITE, mixed, palette
from build_tools.drawings.svg import Box
from build_tools.drawings.units import words_of
from build_tools.model import Article, Edition

TEXT = "Literata, 'Noto Serif', Georgia, serif"
FURNITURE = "'Noto Sans', 'Helvetica Neue', Arial, sans-serif"
# How much of white is seen in a bar: below the title, above the field.
SEEN = 0.72


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet and where things stand on it, in shares of its width (`margin`) and height.

    Bars stand on `floor` and reach no higher than `ceiling`.
    """

    width: float
    height: float
    margin: float
    ceiling: float
    floor: float
    title: float
    lines: int = 4

    @property
    def measure(self) -> float:
        """The width between the margins."""
        return self.width * (1 - 2 * self.margin)

    @property
    def edge(self) -> float:
        """The left margin."""
        return self.width * self.margin


def field(
    articles: Sequence[Article], edition: Edition, *,
    width: float = 148, height: float = 210, description: str = "",
) -> str:
    """Return the field and its bars for a printed cover, the text to be set over it.

    The bars stand between 46 and 86 hundredths of the height, 0.122 of the width from
    either side; text has what is above and below.
    """
    sheet = Sheet(width=width, height=height, margin=0.122, ceiling=0.46, floor=0.86, title=0.1)
    return svg.drawing(width, height, _ground(articles, edition, sheet), description=description)


def cover(
    articles: Sequence[Article], edition: Edition, title: str, *,
    subtitle: str = "", description: str = "", style: str = "",
) -> str:
    """Return a whole cover, 1600 by 2560, for an e-book.

    `style` is CSS of its own, such as @font-face rules with the faces in them.
    """
    sheet = Sheet(width=1600, height=2560, margin=0.122, ceiling=0.5, floor=0.86, title=0.095)
    return _lettered(articles, edition, sheet, title, subtitle, description, style)


def card(
    articles: Sequence[Article], edition: Edition, title: str, *,
    subtitle: str = "", description: str = "", style: str = "",
) -> str:
    """Return a card of 1200 by 630, as social networks show one beside a link."""
    sheet = Sheet(
        width=1200, height=630, margin=0.066, ceiling=0.54, floor=0.8, title=0.052, lines=2
    )
    return _lettered(articles, edition, sheet, title, subtitle, description, style)


def _lettered(
    articles: Sequence[Article], edition: Edition, sheet: Sheet,
    title: str, subtitle: str, description: str, style: str,
) -> str:
    elements = (
        f"<style>{style}</style>" if style else "",
        *_ground(articles, edition, sheet),
        *_head(edition, sheet, title, subtitle),
        *_foot(edition, sheet),
    )
    language = svg.quoted(edition.language.tag)
    more = (
        f' width="{svg.number(sheet.width)}" height="{svg.number(sheet.height)}"'
        f' xml:lang="{language}" lang="{language}"'
    )
    return svg.drawing(
        sheet.width, sheet.height, elements, description=description or title, more=more
    )


def _ground(articles: Sequence[Article], edition: Edition, sheet: Sheet) -> Iterator[str]:
    colour = palette(edition.publication).colour
    yield svg.rect(Box(0, 0, sheet.width, sheet.height), colour)
    room = Box(
        sheet.edge, sheet.height * sheet.ceiling,
        sheet.measure, sheet.height * (sheet.floor - sheet.ceiling),
    )
    boxes = stacked(
        words_of(articles), room, widest=room.height / 9, thickest=sheet.height * 0.0055,
        rtl=edition.language.is_rtl,
    )
    for box in boxes:
        yield svg.rect(box, mixed(WHITE, colour, SEEN))


def _head(edition: Edition, sheet: Sheet, title: str, subtitle: str) -> Iterator[str]:
    large = sheet.height * sheet.title * 0.62
    setting = fitted(
        title, sheet.measure, largest=large, smallest=large / 2.6, most=sheet.lines
    )
    y = sheet.height * sheet.title + setting.size * 0.72
    for line in setting.lines:
        yield _line(edition, sheet, line, y, setting.size, TEXT)
        y += setting.size * 1.24
    small = large * 0.36
    wrapped = fitted(subtitle, sheet.measure, largest=small, smallest=small * 0.7, most=2)
    y += small * 0.5
    for line in wrapped.lines:
        yield _line(edition, sheet, line, y, wrapped.size, FURNITURE)
        y += wrapped.size * 1.35


def _foot(edition: Edition, sheet: Sheet) -> Iterator[str]:
    size = sheet.height * sheet.title * 0.62 * 0.36
    y = sheet.height * (sheet.floor + (1 - sheet.floor) * 0.5) + size * 0.36
    yield _line(edition, sheet, edition.language.name, y, size, FURNITURE)
    if edition.dated:
        yield _line(edition, sheet, edition.dated, y, size, FURNITURE, at_end=True)


def _line(
    edition: Edition, sheet: Sheet, words: str, y: float, size: float, family: str,
    *, at_end: bool = False,
) -> str:
    rtl = edition.language.is_rtl
    x = sheet.edge if rtl == at_end else sheet.width - sheet.edge
    more = (
        f'font-family="{family}" fill="{WHITE}" direction="{"rtl" if rtl else "ltr"}"'
        f' text-anchor="{"end" if at_end else "start"}"'
    )
    return svg.text(words, x, y, size, more=more)
