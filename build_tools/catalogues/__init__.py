"""Read, compile and check the gettext catalogues of an edition.

`compile_edition` writes the .mo files of an edition, `compile_usable_catalogues` those of them
that can be made; `count_coverage` counts the translated words; `load_ui_strings` gives the words
of the design, and `write_sphinx_strings` gives Sphinx its part of them; `read_glossary_terms`
reads the glossary, `translate_titles` the titles that another publication refers to.
`find_lost_text` finds translated words that reach no page, `find_unlisted_messages` messages
that have no entry, `find_unused_catalogues` catalogues that no edition reads, and
`downgrade_allowed_findings` applies the waivers of translators. `prepare_reviews` and
`record_reviews` record what a person has reviewed, `measure_review_status` tells how much of it
still holds. A build writes nothing to `locale/`.
"""

from build_tools.catalogues.compile import compile_edition, compile_usable_catalogues
from build_tools.catalogues.edition_catalogues import EditionCatalogues, Message, PageCatalogue
from build_tools.catalogues.glossary import read_glossary_terms
from build_tools.catalogues.lint.language_files import find_unused_catalogues
from build_tools.catalogues.lint.lost_text import find_lost_text, find_unlisted_messages
from build_tools.catalogues.lint.waivers import downgrade_allowed_findings
from build_tools.catalogues.review.review_record import (
    PageReview,
    ReviewRequest,
    prepare_reviews,
    record_reviews,
)
from build_tools.catalogues.review.review_status import count_coverage, measure_review_status
from build_tools.catalogues.ui_strings import load_ui_strings, write_sphinx_strings

__all__ = [
    "EditionCatalogues",
    "Message",
    "PageCatalogue",
    "PageReview",
    "ReviewRequest",
    "compile_edition",
    "compile_usable_catalogues",
    "count_coverage",
    "downgrade_allowed_findings",
    "find_lost_text",
    "find_unlisted_messages",
    "find_unused_catalogues",
    "load_ui_strings",
    "measure_review_status",
    "prepare_reviews",
    "read_glossary_terms",
    "record_reviews",
    "write_sphinx_strings",
]
