"""Read, compile and check the gettext catalogues of an edition. A build writes nothing to `locale/`."""

from build_tools.catalogues.compile import compile_edition, compile_usable_catalogues
from build_tools.catalogues.edition_catalogues import EditionCatalogues, Message, PageCatalogue
from build_tools.catalogues.finding_meanings import leave_out_finding_meanings, translate_finding_meanings
from build_tools.catalogues.glossary import convert_glossary, read_glossary, read_glossary_terms
from build_tools.catalogues.lint import lint_characters, lint_pages
from build_tools.catalogues.lint.language_files import check_ui_strings, find_unused_catalogues
from build_tools.catalogues.lint.lost_translations import find_lost_text, find_unlisted_messages
from build_tools.catalogues.lint.shown_marks import drop_repeated_marks, find_shown_marks
from build_tools.catalogues.lint.waivers import downgrade_allowed_findings
from build_tools.catalogues.preload import preload_rules
from build_tools.catalogues.review.fingerprint import compute_page_fingerprints
from build_tools.catalogues.review.remark_names import make_remark_name
from build_tools.catalogues.review.review_status import count_coverage, measure_review_status
from build_tools.catalogues.review.reviewed_text import (
    ReviewedTexts,
    find_review_change,
    find_reviewed_texts,
)
from build_tools.catalogues.root_messages import (
    list_root_entries,
    localize_events,
    localize_signatories,
    localize_topics,
)
from build_tools.catalogues.ui_strings import load_ui_strings, write_sphinx_strings

__all__ = [
    "EditionCatalogues",
    "Message",
    "PageCatalogue",
    "ReviewedTexts",
    "check_ui_strings",
    "compile_edition",
    "compile_usable_catalogues",
    "compute_page_fingerprints",
    "convert_glossary",
    "count_coverage",
    "downgrade_allowed_findings",
    "drop_repeated_marks",
    "find_lost_text",
    "find_review_change",
    "find_reviewed_texts",
    "find_shown_marks",
    "find_unlisted_messages",
    "find_unused_catalogues",
    "leave_out_finding_meanings",
    "lint_characters",
    "lint_pages",
    "list_root_entries",
    "load_ui_strings",
    "localize_events",
    "localize_signatories",
    "localize_topics",
    "make_remark_name",
    "measure_review_status",
    "preload_rules",
    "read_glossary",
    "read_glossary_terms",
    "translate_finding_meanings",
    "write_sphinx_strings",
]
