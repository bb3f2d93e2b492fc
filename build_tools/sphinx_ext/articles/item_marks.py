"""Write the mark of each list item as text: `1`, `a)`, `أ)`, `가)`.

Articles are cited by them, so they outlast style sheets: in a text browser, in an e-book that was
converted, in what is copied.
"""

from __future__ import annotations

from docutils import nodes

from build_tools.model import Language
from build_tools.sphinx_ext.articles.numbers import format_letter, format_roman
from build_tools.sphinx_ext.text.lang_classes import find_language, make_lang_class
from build_tools.sphinx_ext.transform import Page

ITEM_MARK = "item-mark"
# A paragraph of its own for the mark of an item that begins with a list or another block.
ITEM_START = "item-start"
# Belongs to the mark, so that it is copied with it and never begins a line.
SPACE = "\N{NO-BREAK SPACE}"


def insert_item_marks(page: Page) -> None:
    """Begin each item of a list of numbers or letters with its mark."""
    for listing in list(page.document.findall(nodes.enumerated_list)):
        items = (item for item in listing.children if isinstance(item, nodes.list_item))
        for number, item in enumerate(items, int(listing.get("start", 1))):
            mark = format_item_mark(listing["enumtype"], number, page.edition.language)
            if listing["enumtype"] != "arabic":
                mark = f"{listing['prefix']}{mark}{listing['suffix']}"
            _insert_mark(item, mark, page.edition.language.tag)


def format_item_mark(kind: str, number: int, language: Language) -> str:
    """Return the number or the letter of an item, as the references to it have it too."""
    if kind in ("lowerroman", "upperroman"):
        mark = format_roman(number)
    elif kind == "arabic" or (language.letters and number > len(language.letters)):
        return language.localize_digits(str(number))
    else:
        mark = language.letters[number - 1] if language.letters else format_letter(number)
        # Alone, a heh joins to nothing and looks like the digit 5.
        mark = mark.replace("ه", "ه\N{ZERO WIDTH JOINER}")
    return mark.upper() if kind.startswith("upper") else mark.lower()


def _insert_mark(item: nodes.list_item, mark: str, tag: str) -> None:
    """Insert a mark into the first paragraph of an item; add one where it begins with another block."""
    first = next((node for node in item.children if not isinstance(node, nodes.Invisible)), None)
    if not isinstance(first, nodes.paragraph):
        first = nodes.paragraph(classes=[ITEM_START])
        item.insert(0, first)
    is_foreign = find_language(first, tag).lower() != tag.lower()
    classes = [ITEM_MARK, *([make_lang_class(tag)] if is_foreign else [])]
    first.insert(0, nodes.inline("", mark + SPACE, classes=classes))
