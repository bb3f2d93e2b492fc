"""No key of the register is accepted and then read by nothing."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from build_tools.model import Assessment, Isbn, Publication, Publisher, Register
from build_tools.paths import PROJECT_DIR, STYLES_DIR

FOLDER = PROJECT_DIR / "build_tools" / "register"
PARSERS = {path for path in FOLDER.glob("*.py") if path.name != "__init__.py"}
READERS = [
    *(path for path in (PROJECT_DIR / "build_tools").rglob("*.py") if path not in PARSERS),
    *(path for path in STYLES_DIR.rglob("*") if path.suffix in (".html", ".xhtml", ".opf", ".ncx")),
]
TEXT = "\n".join(path.read_text("utf-8") for path in READERS)
# What an object of each class is called where it is read.
OWNERS = {
    Register: "register",
    Publication: "publication|self|own|one|each",
    Publisher: "publisher|self",
    Assessment: "assessment|assessed|one",
    Isbn: "one|self",
}
KEYS = [(owner, each.name) for owner in OWNERS for each in fields(owner)]


def is_read(owner: type, name: str) -> bool:
    """Return whether code or a template asks an object for a field."""
    return re.search(rf"\b(?:{OWNERS[owner]})\.{name}\b", TEXT) is not None


@pytest.mark.parametrize(("owner", "name"), KEYS, ids=[f"{owner.__name__}.{name}" for owner, name in KEYS])
def test_a_key_is_read(owner: type, name: str) -> None:
    """Some code besides that which parses the register, or a template, reads what the key says."""
    assert is_read(owner, name)


def test_an_unread_key_would_be_found() -> None:
    """A name that nothing reads is told apart."""
    assert not is_read(Publication, "nobody_reads_this")
