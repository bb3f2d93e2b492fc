"""Errata reach the publication that they name; an edition has the verified ones of its language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from build_tools.model import Erratum
from build_tools.paths import Root
from build_tools.register import make_edition, read_register

REGISTER = """
[publications.my-text]
languages = ["en", "fr"]

[publications.other]
languages = ["en", "fr"]
"""
ERRATA = """
[[errata]]
publication = "my-text"
article = "Right  2"
version = "2026.1"
language = "fr"
wrong = " question\u00a0: « ville » "
right = "cité"
state = "verified"
date = 2026-11-24

[[errata]]
publication = "my-text"
article = "right-3"
version = "2026.2"
language = "fr"
wrong = "a"
right = "b"
state = "reported"
date = 2026-11-25
"""
PAGES = ("my-text/index", "other/index")


def test_an_edition_has_its_verified_errata(make_root: Callable[..., Root]) -> None:
    """They arrive as they were written, the label as docutils compares it; no other edition has them."""
    register = read_register(make_root(REGISTER, pages=PAGES, errata=ERRATA))
    erratum = Erratum(
        publication="my-text",
        article="right 2",
        version="2026.1",
        language="fr",
        wrong="question\u00a0: « ville »",
        right="cité",
        state="verified",
        date=date(2026, 11, 24),
    )
    assert make_edition(register, "my-text", "fr").errata == (erratum,)
    assert [one.line for one in register.get_publication("my-text").errata] == [2, 12]
    for name, tag in (("my-text", "en"), ("other", "en"), ("other", "fr")):
        assert make_edition(register, name, tag).errata == ()


def test_a_root_needs_no_errata(make_root: Callable[..., Root]) -> None:
    """Without the file, and with an empty one, there are none."""
    for text in ("", "# none yet\n"):
        assert read_register(make_root(REGISTER, pages=PAGES, errata=text)).publications[0].errata == ()
