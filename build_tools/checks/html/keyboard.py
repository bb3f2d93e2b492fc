"""Takes the pages of editions as a browser shows them, gives where the Tab key loses a reader.

What: Tab comes to every link, in the order of the page, and goes on; its first stop is a link to
the text, which is seen and leads there; each stop has a ring that is seen and whole; what is
touched is 24 px or stands free; at 320 px nothing scrolls sideways, however wide a reader sets it.
Example: `a { outline: none }`; a table that is wider than a telephone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.judges import browser
from build_tools.seeing import read_html_pages
from build_tools.seeing.chosen import choose_sample_pages


def look_at_all(all: Sequence[Built]) -> Iterable[tuple[Built, Fault]]:
    """Yield a fault for each place where a reader without a mouse is lost."""
    shown = {
        built.whole / leaf.name: built
        for built in all
        for leaf in choose_sample_pages(read_html_pages(built.whole))
    }
    for file, said in browser.validate_in_browser("the keyboard", "keyboard", shown).items():
        for one in said:
            yield shown[file], Fault(file, f"{one.message} ({one.clause}), at {one.where}")
