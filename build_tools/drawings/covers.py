"""The large drawings: takes an edition's articles and words, gives a cover as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.drawings import svg
from build_tools.drawings.bars import stacked
from build_tools.drawings.lines import fitted
from build_tools.drawings.palette import WHITE, mixed, palette
from build_tools.drawings.svg import Box
from build_tools.drawings.units import words_of
from build_tools.model import Article, Edition

# Of white, how much is seen in a bar: less than in the title, far more than in the field.
SEEN = 0.72
# What a reader's machine may have, where no style brings faces of its own.
TEXT = {
    "arabic": "Amiri, 'Noto Naskh Arabic', serif",
    "cjk": "'Noto Serif CJK KR', 'Noto Serif KR', 'Noto Serif', serif",
}
FURNITURE = {"arabic": TEXT["arabic"]}
SERIF, SANS = "Literata, 'Noto Serif', Georgia, serif", "'Noto Sans', Arial, sans-serif"
# A Naskh is drawn smaller in its square than Latin letters are.
SCALE = {"arabic": 1.16, "cjk": 0.94}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet and where things stand on it, in its own units.

    The title begins at `head` and takes at most `lines`, of `large` or less; bars stand on
    `floor` and reach no higher than `ceiling`; the last line stands on `foot`.
    """

    width: float
    height: float
    margin: float
    head: float = 0
    ceiling: float
    floor: float
    foot: float = 0
    large: float = 0
    small: float = 0
    lines: int = 4

    @property
    def measure(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin


COVER = Sheet(
    width=1600,
    height=2560,
    margin=195,
    head=250,
    ceiling=1280,
    floor=2202,
    foot=2400,
    large=152,
    small=52,
    lines=4,
)
CARD = Sheet(
    width=1200,
    height=630,
    margin=80,
    head=72,
    ceiling=330,
    floor=506,
    foot=570,
    large=64,
    small=26,
    lines=2,
)


def field(
    articles: Sequence[Article],
    edition: Edition,
    *,
    width: float = 148,
    height: float = 210,
    description: str = "",
    tongue: str = "",
) -> str:
    """Return the field and its bars for a printed cover, the text to be set over it.

    `tongue` is the language of its description, where that is not the edition's.

    The bars stand between 50 and 86 hundredths of the height, 0.122 of the width from
    either side; text has what is above and below.
    """
    sheet = Sheet(
        width=width, height=height, margin=width * 0.122, ceiling=height * 0.5, floor=height * 0.86
    )
    ground = _ground(articles, edition, sheet)
    more = f' lang="{svg.quoted(tongue)}"' if tongue not in ("", edition.language.tag) else ""
    return svg.drawing(width, height, ground, description=description, more=more)


def cover(
    articles: Sequence[Article],
    edition: Edition,
    title: str,
    *,
    subtitle: str = "",
    description: str = "",
    style: str = "",
) -> str:
    """Return a whole cover, 1600 by 2560, for an e-book.

    `style` is CSS that brings faces with it, for the classes `text` and `furniture`: a
    picture reaches no other file.
    """
    return _lettered(articles, edition, COVER, title, subtitle, description, style)


def card(
    articles: Sequence[Article],
    edition: Edition,
    title: str,
    *,
    subtitle: str = "",
    description: str = "",
    style: str = "",
) -> str:
    """Return a card of 1200 by 630, as social networks show one beside a link."""
    return _lettered(articles, edition, CARD, title, subtitle, description, style)


def _lettered(
    articles: Sequence[Article],
    edition: Edition,
    sheet: Sheet,
    title: str,
    subtitle: str,
    description: str,
    style: str,
) -> str:
    head, bottom = _head(edition, sheet, title, subtitle)
    # Whatever the title needs, the bars keep clear of it.
    clear = replace(sheet, ceiling=min(max(sheet.ceiling, bottom + sheet.small), sheet.floor))
    elements = (
        f"<style>{style}</style>" if style else "",
        *_ground(articles, edition, clear),
        *head,
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
    room = Box(sheet.margin, sheet.ceiling, sheet.measure, sheet.floor - sheet.ceiling)
    boxes = stacked(
        words_of(articles),
        room,
        widest=room.height / 9,
        thickest=sheet.height * 0.0055,
        rtl=edition.language.is_rtl,
    )
    for box in boxes:
        yield svg.rect(box, mixed(WHITE, colour, SEEN))


def _head(edition: Edition, sheet: Sheet, title: str, subtitle: str) -> tuple[list[str], float]:
    """Return title and subtitle as lines, and how far down they reach."""
    scale = SCALE.get(edition.language.writing_system, 1)
    large = fitted(
        title,
        sheet.measure,
        largest=sheet.large * scale,
        smallest=sheet.large / 3,
        most=sheet.lines,
    )
    small = fitted(
        subtitle, sheet.measure, largest=sheet.small * scale, smallest=sheet.small / 2, most=2
    )
    lines = []
    y = sheet.head + large.size * 0.72 / scale
    for line in large.lines:
        lines.append(_line(edition, sheet, line, y, large.size, "text"))
        y += large.size * 1.22
    y += sheet.small * 0.4
    for line in small.lines:
        lines.append(_line(edition, sheet, line, y, small.size, "furniture"))
        y += small.size * 1.35
    return lines, y - small.size


def _foot(edition: Edition, sheet: Sheet) -> Iterator[str]:
    size = sheet.small * SCALE.get(edition.language.writing_system, 1)
    yield _line(edition, sheet, edition.language.name, sheet.foot, size, "furniture")
    if edition.date_text:
        yield _line(edition, sheet, edition.date_text, sheet.foot, size, "furniture", at_end=True)


def _line(
    edition: Edition,
    sheet: Sheet,
    words: str,
    y: float,
    size: float,
    kind: str,
    *,
    at_end: bool = False,
) -> str:
    rtl = edition.language.is_rtl
    x = sheet.margin if rtl == at_end else sheet.width - sheet.margin
    rows, usual = (TEXT, SERIF) if kind == "text" else (FURNITURE, SANS)
    more = (
        f'class="{kind}" font-family="{rows.get(edition.language.writing_system, usual)}"'
        f' fill="{WHITE}" direction="{"rtl" if rtl else "ltr"}"'
        f' text-anchor="{"end" if at_end else "start"}"'
    )
    return svg.text(words, x, y, size, more=more)
