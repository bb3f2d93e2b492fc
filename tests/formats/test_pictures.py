"""Pictures that lead elsewhere, on pages: the validators have nothing to say about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools import validators
from build_tools.checks import CHECKS
from build_tools.validators import epubcheck
from tests.conftest import MakeRoot
from tests.formats.test_sources import TALL, TITLE
from tests.helpers.checks import messages, of
from tests.helpers.small_roots import build_edition, write_pages

PICTURES = """\
.. image:: tall.svg
   :alt: A bar
   :align: right
   :target: https://example.org/

Words beside a picture that stands at the edge.

.. figure:: tall.svg
   :alt: A bar
   :width: 80%

   Its caption.
"""
LACKING = validators.find_missing_validators(
    next(check.requires for check in CHECKS if check.code == "html/keyboard")
)


@pytest.mark.skipif(bool(LACKING), reason=f"lacking: {', '.join(LACKING)}")
def test_the_focus_is_seen_on_pictures_that_lead_elsewhere(make_root: MakeRoot, tmp_path: Path) -> None:
    """A picture at the edge of the text has its ring; one higher than the screen is no finding."""
    root = write_pages(make_root, {"index": TITLE + PICTURES})
    (root.source / "a" / "tall.svg").write_text(TALL, encoding="utf-8")
    made = build_edition(root, tmp_path, formats=("html",))
    assert messages("html/keyboard", of(made, "html")) == []


SIZES = ("width: 60%", "width: 300", "width: 3cm", "height: 4em", "scale: 50")
FIGURE_SIZES = (*SIZES, "figwidth: 50%", "figwidth: image")


@pytest.mark.skipif(
    bool(validators.find_missing_validators(["epubcheck"])), reason="EPUBCheck is not installed"
)
def test_a_figure_of_any_size_is_valid(make_root: MakeRoot, tmp_path: Path) -> None:
    """EPUBCheck refuses no size that reST knows, of a figure or of a picture alone."""
    text = "".join(
        f".. {kind}:: tall.svg\n   :alt: A bar\n   :{size}\n\nWords.\n\n"
        for kind, sizes in (("figure", FIGURE_SIZES), ("image", SIZES))
        for size in sizes
    )
    root = write_pages(make_root, {"index": TITLE + text})
    (root.source / "a" / "tall.svg").write_text(TALL, encoding="utf-8")
    made = build_edition(root, tmp_path, formats=("epub",))
    assert [message.rule for message in epubcheck.validate([made.epub])[made.epub]] == []
