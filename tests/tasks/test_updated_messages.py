"""After an update of the catalogues a build asks for no other."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import MakeRoot
from tests.helpers.editions import run_editions
from tests.helpers.small_roots import write_pages

CONF = 'rst_epilog = """\n.. |logo| image:: /a/logo.svg\n   :alt: The logo\n"""\n'
PAGE = """\
.. _start:

Title
=====

Words.

.. py:function:: count(number)

   Count.

   :param number: how many
   :returns: a number
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9H0Z"/></svg>'


def test_messages_of_a_page_are_those_of_its_catalogue(make_root: MakeRoot, tmp_path: Path) -> None:
    """A picture that a page does not use, and labels that Sphinx writes itself, are in no catalogue."""
    root = write_pages(make_root, {"index": PAGE}, "en", "fr", conf=CONF)
    (root.source / "a" / "logo.svg").write_text(LOGO, encoding="utf-8")
    run_editions("catalogue", "update", root=root.path)
    catalogue = (root.path / "locale" / "fr" / "LC_MESSAGES" / "a" / "index.po").read_text("utf-8")
    assert 'msgid "how many"' in catalogue
    assert 'msgid "Parameters"' not in catalogue
    told = run_editions("build", "-l", "fr", "-f", "html", "--notes", root=root.path, out=tmp_path / "out")
    assert "in no catalogue" not in told
    page = (tmp_path / "out" / "editions" / "fr" / "a" / "html" / "index.html").read_text("utf-8")
    assert "Paramètres" in page
