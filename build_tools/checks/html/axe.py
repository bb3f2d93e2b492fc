"""Takes the pages of editions as a browser shows them, gives what axe holds against them.

What: WCAG 2.2, levels A and AA, and 7 : 1 for every word (level AAA), on a screen of 320, 768 and
1280 px, by day and by night; on so many pages that each kind of element, class and role is seen.
Example: grey words on a grey ground; a picture without words in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.checks.row import Built, Fault
from build_tools.judges import axe
from build_tools.seeing import read_html_pages
from build_tools.seeing.chosen import choose_sample_pages


def look_at_all(all: Sequence[Built]) -> Iterable[tuple[Built, Fault]]:
    """Yield a fault for each thing that axe does not let pass; one browser shows all pages."""
    shown = {
        built.whole / leaf.name: built
        for built in all
        for leaf in choose_sample_pages(read_html_pages(built.whole))
    }
    for file, said in axe.validate(shown).items():
        for one in said:
            told = f"{one.message} ({one.clause or one.rule}), at {one.where}"
            yield shown[file], Fault(file, told)
