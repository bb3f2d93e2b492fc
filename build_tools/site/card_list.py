"""List the pictures by which social networks show a text, and each of its articles."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools import covers
from build_tools.covers.card import Card
from build_tools.site.html_elements import get_section, read_text
from build_tools.site.web_edition import WebEdition

# The name of the card of the text itself.
WHOLE_CARD = "index"


def make_card_path(edition: WebEdition, name: str) -> str:
    """Return the path of a card in the site: of an article by its anchor, or of the text."""
    return f"{make_card_folder(edition)}/{name}.png"


def make_card_folder(edition: WebEdition) -> str:
    """Return the path of the folder of an edition's cards in the site."""
    return f"cards/{edition.language.tag}/{edition.publication.id}"


def iter_cards(edition: WebEdition) -> Iterator[tuple[str, Card]]:
    """Yield the path of each card of an edition, and what it shows."""
    articles = [(page, article) for page in edition.text for article in page.numbered]
    bars = tuple(max(1, _count_words(page.html, article.id)) for page, article in articles)
    colour = covers.make_palette(edition.publication).colour
    whole = Card(language=edition.language, title=edition.title, bars=bars, colour=colour)
    yield make_card_path(edition, WHOLE_CARD), whole
    for place, (_, article) in enumerate(articles):
        card = Card(
            language=edition.language,
            title=article.title or article.id,
            number=article.designation,
            publication=edition.title,
            bars=bars,
            marked=place,
            colour=colour,
        )
        yield make_card_path(edition, article.id), card


def _count_words(html: str, anchor: str) -> int:
    """Return how many words an article has on its page, with what stands inside it."""
    return len(read_text(get_section(html, anchor)).split())
