"""Everything gettext: takes a root's .po files, gives what an edition may use of them.

`compile_edition` makes the .mo files of an edition, `compile_rest` those of them that can be made;
`coverage` counts what is translated, `design_words` gives the words of the design, `lend` hands
Sphinx its part of them, `terms` reads the glossary, `titles` the titles that another refers to.
`lost_text` tells which words of a translation reach no page, `absent` what has none, `strays`
which catalogues nobody reads, `allowed` what a translator allows. `reviews` and `record` keep what
a person has reviewed, `reviewed` tells how much of it still stands. A build writes nothing to
`locale/`.
"""

from build_tools.catalogues.compiling import compile_edition, compile_rest
from build_tools.catalogues.coverage import coverage
from build_tools.catalogues.glossary import terms
from build_tools.catalogues.lending import lend
from build_tools.catalogues.lost import absent, lost_text
from build_tools.catalogues.model import Compiled, Message, Page
from build_tools.catalogues.reviewing import Asked, Review, record, reviews
from build_tools.catalogues.standing import reviewed
from build_tools.catalogues.strays import strays
from build_tools.catalogues.titles import Title, titles
from build_tools.catalogues.waivers import allowed
from build_tools.catalogues.words import design_words

__all__ = [
    "Asked",
    "Compiled",
    "Message",
    "Page",
    "Review",
    "Title",
    "absent",
    "allowed",
    "compile_edition",
    "compile_rest",
    "coverage",
    "design_words",
    "lend",
    "lost_text",
    "record",
    "reviewed",
    "reviews",
    "strays",
    "terms",
    "titles",
]
