"""Extend Sphinx with what reST does not know of charters: the transforms of an edition.

`setup_app` registers them with a Sphinx application that will read one edition.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from build_tools.charter import elsewhere, paragraphs, parser, running
from build_tools.charter.arrivals import CollectMessageOutcomes
from build_tools.charter.cited import MarkCitedTitles
from build_tools.charter.dates import DateDirective
from build_tools.charter.fallback import CollectMessages, MarkUntranslated
from build_tools.charter.imprint import Imprint
from build_tools.charter.labels import Anchors, DuplicateLabels, SourceTitles
from build_tools.charter.paragraphs import CollectAddresses
from build_tools.charter.pictures import check_images
from build_tools.charter.pointing import MarkReferenceLanguage, UntranslatedTitles
from build_tools.charter.sorting import SortGlossaries, SortLists
from build_tools.charter.spaces import SetLateSpaces, SetSpaces
from build_tools.charter.targets import PruneBacklinks, RestoreTargets, SaveTargets
from build_tools.charter.titles import Designations, ReferenceTexts
from build_tools.charter.unnumbered import RemoveNumbering
from build_tools.charter.walls import LockLocale, UnlockLocale
from build_tools.model import Edition, UiStrings

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
    running.install_header_footer(app)
    paragraphs.install_paragraph_labels(app, edition, ui_strings)
    elsewhere.install_cross_references(app, edition, ui_strings)
    app.add_directive("date", type("Date", (DateDirective,), {"edition": edition}), override=True)
    for transform in TRANSFORMS:
        bound = type(transform.__name__, (transform,), {"edition": edition, "words": ui_strings})
        app.add_transform(bound)
    for late in (MarkReferenceLanguage, SortLists, SetLateSpaces):
        app.add_post_transform(type(late.__name__, (late,), {"edition": edition}))
    app.connect("doctree-read", check_images, priority=900)
