"""Extend Sphinx with what reST does not know of charters: the transforms of an edition.

`setup_app` registers them with a Sphinx application that will read one edition.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from build_tools.model import Edition, UiStrings
from build_tools.sphinx_ext import header_footer, parser
from build_tools.sphinx_ext.articles import cross_publication, paragraphs
from build_tools.sphinx_ext.articles.labels import Anchors, DuplicateLabels, SourceTitles
from build_tools.sphinx_ext.articles.paragraphs import CollectAddresses, RemoveNumbering
from build_tools.sphinx_ext.articles.titles import Designations, ReferenceTexts
from build_tools.sphinx_ext.images import check_images
from build_tools.sphinx_ext.imprint import Imprint
from build_tools.sphinx_ext.locale_guard import LockLocale, UnlockLocale
from build_tools.sphinx_ext.text.cited_titles import MarkCitedTitles
from build_tools.sphinx_ext.text.edition_date import DateDirective
from build_tools.sphinx_ext.text.sorting import SortGlossaries, SortLists
from build_tools.sphinx_ext.text.spacing import SetLateSpaces, SetSpaces
from build_tools.sphinx_ext.translation.inline_targets import (
    PruneBacklinks,
    RestoreTargets,
    SaveTargets,
)
from build_tools.sphinx_ext.translation.message_outcomes import CollectMessageOutcomes
from build_tools.sphinx_ext.translation.reference_language import (
    MarkReferenceLanguage,
    UntranslatedTitles,
)
from build_tools.sphinx_ext.translation.untranslated import CollectMessages, MarkUntranslated

TRANSFORMS: tuple[type[SphinxTransform], ...] = (
    SourceTitles,
    DuplicateLabels,
    CollectMessages,
    SaveTargets,
    LockLocale,
    UnlockLocale,
    RestoreTargets,
    Imprint,
    SortGlossaries,
    Anchors,
    RemoveNumbering,
    Designations,
    ReferenceTexts,
    CollectAddresses,
    PruneBacklinks,
    CollectMessageOutcomes,
    MarkUntranslated,
    UntranslatedTitles,
    MarkCitedTitles,
    SetSpaces,
)


def setup_app(app: Sphinx, edition: Edition, ui_strings: UiStrings) -> None:
    """Register the transforms, directives and events of an edition with a Sphinx application."""
    parser.install_parser(app)
    header_footer.install_header_footer(app)
    paragraphs.install_paragraph_labels(app, edition, ui_strings)
    cross_publication.install_cross_references(app, edition, ui_strings)
    app.add_directive("date", type("Date", (DateDirective,), {"edition": edition}), override=True)
    for transform in TRANSFORMS:
        bound = type(
            transform.__name__, (transform,), {"edition": edition, "ui_strings": ui_strings}
        )
        app.add_transform(bound)
    for late in (MarkReferenceLanguage, SortLists, SetLateSpaces):
        app.add_post_transform(type(late.__name__, (late,), {"edition": edition}))
    app.connect("doctree-read", check_images, priority=900)
