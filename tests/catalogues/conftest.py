"""Fixtures: a small root with catalogues, and editions of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.model import Edition, Language, Publication, Publisher
from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import languages

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: fr\\n"
"{more}"
"""
Write = Callable[..., Path]
MakeEdition = Callable[..., Edition]


def header(**fields: str) -> str:
    """Return the header of a catalogue with additional fields; it has five lines."""
    return HEADER.format(more="".join(f"{name}: {value}\\n" for name, value in fields.items()))


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """Return an empty root."""
    (tmp_path / "root" / "source").mkdir(parents=True)
    return Root(tmp_path / "root")


@pytest.fixture
def write(root: Root) -> Write:
    """Return a function that writes a catalogue: its entries after a header."""

    def written(name: str, body: str | bytes, *, head: str | None = None, language: str = "fr") -> Path:
        path = root.locale / language / "LC_MESSAGES" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = body.encode() if isinstance(body, str) else body
        path.write_bytes((header() if head is None else head).encode() + b"\n" + raw)
        return path

    return written


@pytest.fixture
def edition() -> MakeEdition:
    """Return a function that makes the edition of a publication in a language."""
    english = Language(tag="en", name="English")

    def made(tag: str = "fr", publication: str = "p") -> Edition:
        known = languages.resolve_language(tag, languages.read_layers(Root(PROJECT_DIR)))
        language = Language(tag=tag, name=tag, quotes=known.quotes, spaces=known.spaces)
        return Edition(
            publication=Publication(id=publication, languages=("en", "fr"), text_origin="machine"),
            language=language,
            source=english,
            publisher=Publisher(),
            siblings=(english, language),
            identifier="urn:x",
        )

    return made
