"""Render the templates of styles/, which are compiled once before any worker forks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from build_tools.model import FORMATS, UiStrings
from build_tools.paths import STYLES_DIR
from build_tools.render.content_policy import make_content_policy
from build_tools.script_direction import find_direction


class _MemoryBytecodeCache(BytecodeCache):
    """Cache the bytecode of templates for the lifetime of the process."""

    def __init__(self) -> None:
        self.bytecode: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the cached bytecode of a template; Jinja compares the checksum of its source."""
        if bucket.key in self.bytecode:
            bucket.bytecode_from_string(self.bytecode[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the bytecode of a template."""
        self.bytecode[bucket.key] = bucket.bytecode_to_string()


BYTECODE_CACHE = _MemoryBytecodeCache()
PLACEHOLDER = re.compile(r"\[[^\]]+\]")


def render_page(folder: str, name: str, **values: object) -> str:
    """Return a stand-alone page: a template of `styles/` with the tokens, the common and its folder's CSS."""
    folders = (STYLES_DIR / "standalone", STYLES_DIR / folder)
    own_sheets = (sheet for each in folders for sheet in sorted(each.glob("*.css")))
    sheets = [STYLES_DIR / "base" / "tokens.css", *own_sheets]
    css = read_css(sheets)
    policy = make_content_policy(sheet=css)
    return render_template(folders, name, css=css, policy=policy, **values)


def render_template(folders: tuple[Path, ...], name: str, **values: object) -> str:
    """Return a template of the first of these folders that has it; all values are escaped."""
    return _get_environment(folders).get_template(name).render(**values)


def load_templates(folders: tuple[Path, ...]) -> None:
    """Compile the templates of folders, for the processes that are forked later."""
    environment = _get_environment(folders)
    for name in environment.list_templates(filter_func=lambda name: name.endswith(".html")):
        environment.get_template(name)


@cache
def _get_environment(folders: tuple[Path, ...]) -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True, slots=True)
class TemplateStrings:
    """Provide UI strings to a template in one language: as markup, or `plain`."""

    ui_strings: UiStrings
    tag: str

    def __call__(self, message: str, **fields: object) -> Markup:
        """Return a message as markup; text in brackets is for whoever completes it."""
        text = self.ui_strings(message)
        html = PLACEHOLDER.sub(r'<span class="yours">\g<0></span>', str(escape(text.text)))
        markup = Markup(html).format(**fields)  # noqa: S704  # escaped in the line before
        if text.language == self.tag:
            return markup
        direction = find_direction(text.language)
        return Markup('<span lang="{}" dir="{}">{}</span>').format(text.language, direction, markup)

    def plain(self, message: str, **fields: object) -> str:
        """Return a message as plain text, for an attribute or a title."""
        return self.ui_strings(message).text.format(**fields)


def format_attributes(attributes: Mapping[str, str]) -> Markup:
    """Return attributes as a start tag has them, escaped, each after a space."""
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in attributes.items())


def read_css(sheets: Iterable[Path]) -> str:
    """Return the CSS of style sheets without comments: readers need no designers' reasons."""
    texts = (sheet.read_text(encoding="utf-8") for sheet in sheets)
    return "\n".join(re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL).strip() for text in texts)


def compile_templates() -> None:
    """Compile every template as Sphinx would, for the workers that are forked later."""
    for format in FORMATS.values():
        folder = STYLES_DIR / format.theme
        environment = SandboxedEnvironment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=BYTECODE_CACHE,
        )
        for file in sorted(folder.iterdir()):
            if file.is_file() and file.suffix not in {".css", ".toml"}:
                environment.get_template(file.name)
