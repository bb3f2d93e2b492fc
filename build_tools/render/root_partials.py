"""Render the partials of a root: pieces of HTML that fill a place of the press's templates."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from build_tools.model import FORMATS, Edition
from build_tools.paths import Root, safe_join
from build_tools.render.partial_html import PartialError, parse_partial
from build_tools.render.root_pictures import RootPicture, read_style_picture
from build_tools.render.root_styles import make_style_error, read_style_text

KNOWN_NAMES = tuple(dict.fromkeys(name for format in FORMATS.values() for name in format.partials))
# The one that is text, the same in each format.
COLOPHON = "colophon"
# Stands before the name of a picture until it is known where that is.
PICTURE_PREFIX = "styles-picture:"
PICTURE_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RootPartial:
    """Hold a partial as safe HTML, and the pictures that it names, by their names in it."""

    html: str
    pictures: Mapping[str, RootPicture]

    def place_pictures(self, folder: str) -> Markup:
        """Return its HTML with its pictures in a folder, by their names."""
        return Markup(self.html.replace(PICTURE_PREFIX, folder))  # noqa: S704  # made by parse_partial

    def embed_pictures(self) -> str:
        """Return its HTML with its pictures in it."""
        pattern = re.compile(f'{PICTURE_PREFIX}([^"]+)')
        return pattern.sub(lambda match: self.pictures[match[1]].url, self.html)


def read_root_partials(root: Root, edition: Edition, names: tuple[str, ...]) -> dict[str, RootPartial]:
    """Return the partials of a root, of those named, rendered for an edition. Raises UserError `styles/…`."""
    for path in sorted(root.partials.glob("[!.]*.html")):
        if path.stem not in KNOWN_NAMES:
            message = "fills no place of a page, and would be read by no format"
            remedy = f"name it as one of these: {', '.join(f'{name}.html' for name in KNOWN_NAMES)}"
            raise make_style_error("unknown", f"styles/partials/{path.name}", message, remedy)
    return {path.stem: _read_partial(root, edition, path) for path in root.list_partials(names)}


def render_colophon(root: Root, edition: Edition) -> str:
    """Return what a root adds to the imprint of an edition, as HTML. Raises UserError `styles/…`."""
    partials = read_root_partials(root, edition, (COLOPHON,))
    return partials[COLOPHON].embed_pictures() if partials else ""


def _read_partial(root: Root, edition: Edition, path: Path) -> RootPartial:
    file = f"styles/partials/{path.name}"
    source = read_style_text(path, file)
    rendered = _render_partial(source, file, _make_partial_context(edition))
    pictures: dict[str, RootPicture] = {}

    def take_picture(name: str) -> str:
        """Return where a picture will be, by its name in `styles/`; raise PartialError if it is not there."""
        if not PICTURE_NAME.fullmatch(name) or not (root.styles / name).is_file():
            raise PartialError(f"its picture {name} is no file of styles/", "put it there, and name it alone")
        pictures[name] = read_style_picture(safe_join(root.styles, name))
        return f"{PICTURE_PREFIX}{name}"

    try:
        html = parse_partial(rendered, take_picture)
    except PartialError as error:
        position = source.find(error.markup) if error.markup else -1
        line = source.count("\n", 0, position) + 1 if position >= 0 else error.line
        raise make_style_error("partial", file, error.message, error.remedy, line) from error
    return RootPartial(html=html, pictures=pictures)


def _make_partial_context(edition: Edition) -> dict[str, str]:
    """Return what a partial may say of its edition, by name."""
    return {
        "language": edition.language.tag,
        "publisher": edition.publisher.name,
        "url": edition.publisher.url,
        "contact": edition.publisher.contact,
        "version": edition.publication.version,
        "date": edition.date_text,
        "licence": edition.publication.licence,
        "identifier": edition.identifier,
    }


def _render_partial(source: str, file: str, context: Mapping[str, str]) -> str:
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        return environment.from_string(source).render(context)
    except TemplateSyntaxError as error:
        message, remedy = f"is no template: {error.message}", "mend it, as Jinja's manual has it"
        raise make_style_error("partial", file, message, remedy, error.lineno) from error
    except Exception as error:  # a template may do anything that the sandbox lets it do
        line = next(_iter_template_lines(error), 1)
        remedy = f"say what is known of an edition: {', '.join(context)}"
        raise make_style_error("partial", file, f"cannot be filled: {error}", remedy, line) from error


def _iter_template_lines(error: Exception) -> Iterator[int]:
    """Yield the lines of the template that an error came through, the innermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    yield from (frame.lineno or 1 for frame in reversed(frames) if frame.filename == "<template>")
