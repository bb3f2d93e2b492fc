"""Extend Sphinx with what reST does not know of charters."""

from __future__ import annotations

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.parsers import RSTParser
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.model import Edition, UiStrings
from build_tools.sanitizer import is_plain_text
from build_tools.sanitizer.inert_parser import STATES
from build_tools.sphinx_ext import directives, formula_check, image_check, imprint, locale_guard
from build_tools.sphinx_ext.articles import (
    cross_publication,
    equations,
    errata,
    examples,
    item_marks,
    labels,
    paragraphs,
    predecessors,
    titles,
    unchecked,
)
from build_tools.sphinx_ext.text import (
    cited_titles,
    collation,
    initials,
    note_numbers,
    spaceless_quotes,
    spacing,
)
from build_tools.sphinx_ext.transform import Transform, make_transform
from build_tools.sphinx_ext.translation import (
    field_labels,
    message_outcomes,
    raw_blocks,
    reference_language,
    shown_marks,
    term_targets,
    untranslated,
)

# Functions by priority, among those of docutils and Sphinx that are named here.
TRANSFORMS: tuple[tuple[int, Transform], ...] = (
    (1, labels.store_source_titles),
    (2, labels.report_duplicate_labels),
    # After 10: before it, nodes lack what Sphinx extracts messages from, captions above all.
    (15, untranslated.collect_messages),
    (16, locale_guard.save_targets),
    (16, raw_blocks.store_raw_blocks),
    (16, shown_marks.store_source_marks),
    (16, term_targets.store_terms),
    (19, locale_guard.lock_locale),
    # 20, Locale: translates the messages.
    (21, locale_guard.unlock_locale),
    (22, locale_guard.restore_targets),
    (22, raw_blocks.restore_raw_blocks),
    (22, shown_marks.compare_shown_marks),
    (22, term_targets.mark_translated_terms),
    (30, imprint.insert_imprint),
    # 260, PropagateTargets: moves labels to sections.
    # After the translation: a catalogue has what Sphinx extracts, the words behind the initial.
    (264, initials.keep_initials),
    (265, labels.set_anchors),
    (266, labels.keep_removed_anchors),
    (266, paragraphs.remove_numbering),
    (270, titles.insert_designations),
    (271, predecessors.insert_predecessor_lines),
    (271, unchecked.mark_unchecked_articles),
    (271, errata.insert_errata),
    # 460 and more: resolve references. 500, GlossarySorter: knows no language.
    (510, collation.sort_glossaries),
    # 620, Footnotes: numbers them.
    (621, note_numbers.localize_note_numbers),
    (749, spaceless_quotes.curl_page_quotes),
    # 750, SphinxSmartQuotes. 850, SphinxDomains: stores the texts of references.
    (860, titles.set_reference_texts),
    (861, paragraphs.collect_addresses),
    (865, locale_guard.prune_backlinks),
    (860, message_outcomes.collect_message_outcomes),
    (870, untranslated.mark_untranslated),
    (871, untranslated.collect_untranslated_titles),
    (872, cited_titles.mark_cited_titles),
    (874, examples.label_examples),
    (875, spacing.set_page_spaces),
    # Last: they are no part of what is translated or cited.
    (876, item_marks.insert_item_marks),
)
POST_TRANSFORMS: tuple[tuple[int, Transform], ...] = (
    (7, equations.set_equation_numbers),
    (8, term_targets.report_other_terms),
    (9, reference_language.mark_reference_language),
    # 10, ReferencesResolver: before it references have no text, after it none of their author's.
    (11, reference_language.split_reference_texts),
    (20, collation.sort_lists),
    # Again, since the text of a reference may come from another page.
    (900, spacing.set_page_spaces),
)


def setup_app(app: Sphinx, edition: Edition, ui_strings: UiStrings) -> None:
    """Register the transforms, directives and events of an edition with a Sphinx application."""
    install_parser(app)
    directives.install_directives(app, edition)
    field_labels.skip_field_labels(app)
    paragraphs.install_paragraph_labels(app, edition, ui_strings)
    cross_publication.install_cross_references(app, edition, ui_strings)
    for priority, function in TRANSFORMS:
        app.add_transform(make_transform(SphinxTransform, priority, function, edition, ui_strings))
    for priority, function in POST_TRANSFORMS:
        app.add_post_transform(make_transform(SphinxPostTransform, priority, function, edition, ui_strings))
    app.connect("doctree-read", image_check.check_images, priority=900)
    app.connect("doctree-read", formula_check.check_formulas, priority=900)


# What Sphinx calls the document that it parses a translation in.
TRANSLATED_SUFFIX = ":<translated>"


class Parser(RSTParser):
    """Parse a text without markup into a paragraph, without starting docutils' state machine.

    In a translation no directive is run: the sanitizer has rejected those that would be, and one
    that passed it defines no role, adds no index entry and reads no file.
    """

    def parse(self, inputstring: str | StringList, document: nodes.document) -> None:
        """Parse a text and append its nodes to `document`."""
        surrounded = self._config.rst_prolog or self._config.rst_epilog
        if isinstance(inputstring, str) and not surrounded and is_plain_text(inputstring):
            words = inputstring.rstrip()
            document += nodes.paragraph(words, words)
        else:
            if document["source"].endswith(TRANSLATED_SUFFIX):
                self.state_classes = STATES
            super().parse(inputstring, document)


def install_parser(app: Sphinx) -> None:
    """Replace Sphinx's reST parser with this one; a parser that a root's extension adds stays."""
    if app.registry.get_source_parsers().get("restructuredtext") is RSTParser:
        app.add_source_parser(Parser, override=True)
