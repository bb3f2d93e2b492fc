"""The templates of styles/: compiled once, before any edition's process forks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from build_tools.layout import STYLES_DIR
from build_tools.model import UiStrings

MEDIA = ("screen", "print", "ebook", "proof")


class _Memory(BytecodeCache):
    """Keeps what templates were compiled to for as long as the process lives."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was kept of it; Jinja compares the checksum of its source."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Memory()
BRACKETS = re.compile(r"\[[^\]]+\]")


def page(folder: str, name: str, **values: object) -> str:
    """Return a page of its own: a template of `styles/`, with the tokens and its folder's CSS.

    What is put into it is text, whatever signs it holds.
    """
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(STYLES_DIR / folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sheets = [STYLES_DIR / "base" / "tokens.css", *sorted((STYLES_DIR / folder).glob("*.css"))]
    css = "\n".join(plain(sheet.read_text(encoding="utf-8")) for sheet in sheets)
    return environment.get_template(name).render(css=css, **values)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says the words of the design on a page in a language: in markup, or `plain`."""

    words: UiStrings
    tag: str

    def __call__(self, message: str, **fields: object) -> Markup:
        """Return a message as markup; what stands in brackets is for whoever completes it."""
        word = self.words(message)
        text = BRACKETS.sub(r'<span class="yours">\g<0></span>', str(escape(word.text)))
        said = Markup(text).format(**fields)  # noqa: S704  # escaped in the line before
        if word.language == self.tag:
            return said
        return Markup('<span lang="{}" dir="auto">{}</span>').format(word.language, said)

    def plain(self, message: str, **fields: object) -> str:
        """Return a message as text, for an attribute or a title."""
        return self.words(message).text.format(**fields)


def plain(css: str) -> str:
    """Return CSS without its comments: readers do not need the designers' reasons."""
    return re.sub(r"/\*.*?\*/\s*", "", css, flags=re.DOTALL).strip()


def prepare() -> None:
    """Compile every template as Sphinx would, for the processes that are forked later."""
    for medium in MEDIA:
        folder = STYLES_DIR / medium
        environment = SandboxedEnvironment(
            loader=FileSystemLoader(folder),
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=COMPILED,
        )
        for file in sorted(folder.iterdir()):
            if file.is_file() and file.suffix not in {".css", ".toml"}:
                environment.get_template(file.name)
