"""What reST knows of charters: takes a Sphinx application, wires our transforms into it."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from build_tools.charter import elsewhere, paragraphs, parser, running
from build_tools.charter.arrivals import Arrivals
from build_tools.charter.cited import Cited
from build_tools.charter.dates import Date
from build_tools.charter.fallback import Fallbacks, Messages
from build_tools.charter.imprint import Imprint
from build_tools.charter.labels import Anchors, SourceTitles, Twins
from build_tools.charter.paragraphs import Addresses
from build_tools.charter.pictures import judge
from build_tools.charter.pointing import Left, Pointing
from build_tools.charter.sorting import Glossaries, Lists
from build_tools.charter.spaces import LateSpaces, Spaces
from build_tools.charter.targets import Backlinks, Keep, Restore
from build_tools.charter.titles import Designations, References
from build_tools.charter.unnumbered import Unnumbered
from build_tools.charter.walls import Close, Open
from build_tools.model import Edition, UiStrings

TRANSFORMS: tuple[type[SphinxTransform], ...] = (
    SourceTitles,
    Twins,
    Messages,
    Keep,
    Close,
    Open,
    Restore,
    Imprint,
    Glossaries,
    Anchors,
    Unnumbered,
    Designations,
    References,
    Addresses,
    Backlinks,
    Arrivals,
    Fallbacks,
    Left,
    Cited,
    Spaces,
)


def wire(app: Sphinx, edition: Edition, words: UiStrings) -> None:
    """Add the transforms of the house to an application that will read one edition."""
    parser.install(app)
    running.install(app)
    paragraphs.install(app, edition, words)
    elsewhere.install(app, edition, words)
    app.add_directive("date", type("Date", (Date,), {"edition": edition}), override=True)
    for transform in TRANSFORMS:
        bound = type(transform.__name__, (transform,), {"edition": edition, "words": words})
        app.add_transform(bound)
    for late in (Pointing, Lists, LateSpaces):
        app.add_post_transform(type(late.__name__, (late,), {"edition": edition}))
    app.connect("doctree-read", judge, priority=900)
