"""The only room that starts Sphinx: takes an edition, gives its Reading."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx, builtin_extensions
from sphinx.errors import SphinxError

from build_tools import charter
from build_tools.charter import (
    arrivals,
    circles,
    conf,
    dates,
    fallback,
    imprint,
    labels,
    letters,
    log,
    outline,
    quotes,
)
from build_tools.charter.reading import Reading
from build_tools.errors import Mendable
from build_tools.layout import STYLES, Root, not_utf8, relative
from build_tools.model import Edition, Finding, Place, Standing, Words


def prepare() -> None:
    """Import what Sphinx loads for each application: once, before any edition's process forks."""
    for extension in builtin_extensions:
        import_module(extension)


def read(
    edition: Edition, root: Root, *, messages: Path | None, words: Words, work: Path
) -> Reading:
    """Read an edition's texts once; `messages` holds its compiled catalogues and Sphinx's words.

    Raises Mendable with exit 1 where the text cannot be read whole.
    """
    said = StringIO()
    app = _started(edition, root, messages, work, said)
    with log.listening(root.path, app, said.getvalue()) as heard:
        charter.wire(app, edition, words)
        read = _read(app)
        list(app.env.check_dependents(app, read))  # numbers sections and figures
        app.env.check_consistency()
        circles.tell(app.env, f"{edition.publication.id}/{edition.publication.start}")
    _refuse(heard.findings, edition)
    return _reading(edition, words, app, root, heard.findings)


def extract(edition: Edition, root: Root, *, work: Path) -> Path:
    """Write what there is to translate as templates, a .pot a page; return their folder.

    `edition` is that in its source language, and no catalogue is in sight. Raises Mendable with
    exit 1 where the text cannot be read whole.
    """
    said = StringIO()
    app = _started(edition, root, None, work, said, builder="gettext")
    app.config.gettext_uuid = False
    app.config.gettext_location = True
    with log.listening(root.path, app, said.getvalue()) as heard:
        charter.teach(app, edition)
        with _legible(app):
            app.build(force_all=True)
    _refuse(heard.findings, edition)
    return Path(app.outdir)


def _read(app: Sphinx) -> set[str]:
    with _legible(app):
        return set(app.builder.read())


@contextmanager
def _legible(app: Sphinx) -> Iterator[None]:
    """Turn a page that is not UTF-8 into the line that is at fault."""
    try:
        yield
    except UnicodeDecodeError as error:
        file = Path(app.env.doc2path(app.env.current_document.docname))
        raise Mendable(
            "source/not-utf8",
            "the page is not UTF-8",
            remedy="save the file as UTF-8",
            place=Place(file=relative(file, app.srcdir.parent), line=not_utf8(file)),
            exit=1,
        ) from error


def settled(reading: Reading, standing: Standing) -> Reading:
    """Return a reading whose edition stands so, which is known once all of it is read."""
    return imprint.settle(reading, standing)


@contextmanager
def writing(reading: Reading, root: Root) -> Iterator[list[Finding]]:
    """Collect what is found while a format is written, where references are resolved.

    Raises Mendable with exit 1 at the end of the block where the text cannot be written whole.
    """
    found: list[Finding] = []
    with log.listening(root.path, reading.app) as heard:
        yield found
    _refuse(heard.findings, reading.edition)
    found += (_stamp(finding, reading.edition) for finding in heard.findings)


def resolve(reading: Reading) -> None:
    """Resolve the references of every page, for what Sphinx says of them; nothing is written."""
    env, folder = reading.app.env, reading.edition.publication.id
    for chapter in reading.chapters:
        name = f"{folder}/{chapter.page}"
        env.resolve_references(env.get_doctree(name), name, reading.app.builder)


def _started(
    edition: Edition,
    root: Root,
    messages: Path | None,
    work: Path,
    said: StringIO,
    builder: str = "dummy",
) -> Sphinx:
    configured = (root.source / "conf.py").is_file()
    # A root's own extensions are imported from source/, where a build writes nothing.
    sys.dont_write_bytecode = True
    try:
        app = Sphinx(
            srcdir=root.source,
            confdir=root.source if configured else None,
            outdir=work / "pages",
            doctreedir=work / "doctrees",
            buildername=builder,
            confoverrides=_settings(edition, messages),
            status=None,
            warning=said,
            freshenv=True,
        )
    except SphinxError as error:
        words, line = conf.told(error, root.source / "conf.py")
        raise Mendable(
            "source/conf",
            words,
            remedy="mend source/conf.py or what it names",
            place=Place(file="source/conf.py" if configured else "source", line=line),
            exit=1,
        ) from error
    quotes.teach(edition.language)
    # A link from each heading back to a list of contents would lead nowhere where that is left out.
    app.env.settings["toc_backlinks"] = False
    app.config.exclude_patterns = [*app.config.exclude_patterns, *_others(edition, root)]
    app.config.today = app.config.today or dates.today(edition)
    app.config.version = app.config.version or edition.publication.version
    app.config.release = app.config.release or edition.publication.version
    return app


def _settings(edition: Edition, messages: Path | None) -> dict[str, Any]:
    """Return what is the press's to say, whatever a root's own conf.py says."""
    publication = edition.publication
    return {
        "root_doc": f"{publication.id}/{publication.start}",
        "language": edition.language.folder,
        "locale_dirs": [str(messages)] if messages else [],
        "gettext_compact": False,
        "gettext_auto_build": False,
        "templates_path": [],
        "html_theme_path": [str(STYLES)],
        "html_theme": "screen",
        "html_theme_options": {},
        "html_static_path": [],
        "html_extra_path": [],
        "html_css_files": [],
        "html_js_files": [],
        "html_style": None,
        "html_file_suffix": None,
        "html_link_suffix": None,
        "html_permalinks_icon": "",
        "html_additional_pages": {},
        "html_sidebars": {},
        "html_copy_source": False,
        "show_warning_types": False,
        "pygments_style": None,
    }


def _others(edition: Edition, root: Root) -> Iterator[str]:
    """Yield patterns for every source that is not the edition's own."""
    for entry in sorted(root.source.iterdir()):
        if entry.name != edition.publication.id:
            yield f"{entry.name}/**" if entry.is_dir() else entry.name


def _refuse(findings: Sequence[Finding], edition: Edition) -> None:
    """Raise the first error there is, the other findings with it."""
    first = next((one for one in findings if one.severity == "error"), None)
    if first is None:
        return
    raise Mendable(
        first.code,
        first.message,
        remedy=_remedy(first),
        place=first.place,
        exit=1,
        others=tuple(_stamp(_mended(one), edition) for one in findings if one is not first),
    )


def _mended(finding: Finding) -> Finding:
    """Return a finding whose words say, if it is an error, what to do."""
    if finding.severity != "error":
        return finding
    return replace(finding, message=f"{finding.message} — {_remedy(finding)}")


def _remedy(finding: Finding) -> str:
    return REMEDIES.get(finding.code, "mend the source at that line")


REMEDIES = {
    "source/circle": "take that page out of the toctree",
    "source/label-twice": "give one of the two places another label",
    "source/missing-image": "add the file, or take the image out",
    "source/missing-page": "write the page, or take it out of the toctree",
    "source/no-picture": "put a PNG, JPEG, GIF, WebP or SVG in its place",
    "source/unreadable": "change its rights, so that it may be read",
}


def _reading(
    edition: Edition, words: Words, app: Sphinx, root: Root, heard: Iterable[Finding]
) -> Reading:
    chapters = outline.chapters(app.env, edition)
    pages = [(c.page, app.env.get_doctree(f"{edition.publication.id}/{c.page}")) for c in chapters]
    stamped = [_stamp(finding, edition) for finding in (*heard, *_unlabelled(pages, edition))]
    return Reading(
        edition=edition,
        words=words,
        app=app,
        title=chapters[0].title,
        chapters=chapters,
        messages=tuple(_messages(pages)),
        arrivals=tuple(_arrivals(pages, edition)),
        letters=letters.seen(tree for _, tree in pages),
        dependencies=_dependencies(app, root, edition),
        findings=tuple(stamped),
    )


def _messages(pages: Iterable[tuple[str, nodes.document]]) -> Iterator[tuple[str, str]]:
    for page, tree in pages:
        found: list[str] = tree.get(fallback.MESSAGES, [])
        yield from ((page, message) for message in found)


def _arrivals(
    pages: Iterable[tuple[str, nodes.document]], edition: Edition
) -> Iterator[arrivals.Arrival]:
    for page, tree in pages:
        name = f"{edition.publication.id}/{page}"
        found: list[tuple[str, int, str, str]] = tree.get(arrivals.ARRIVALS, [])
        for msgid, line, shown, known in found:
            yield arrivals.Arrival(page=name, msgid=msgid, line=line, shown=shown, known=known)


def _stamp(finding: Finding, edition: Edition) -> Finding:
    return replace(finding, publication=edition.publication.id, language=edition.language.tag)


def _unlabelled(pages: Iterable[tuple[str, nodes.document]], edition: Edition) -> Iterator[Finding]:
    for page, tree in pages:
        if labels.UNLABELLED in tree:
            yield Finding(
                code="id/unlabelled",
                severity="note",
                message="a section without a label: its address may change with its title",
                place=Place(
                    file=f"source/{edition.publication.id}/{page}.rst",
                    line=tree[labels.UNLABELLED],
                ),
            )


def _dependencies(app: Sphinx, root: Root, edition: Edition) -> tuple[Path, ...]:
    found = {
        (root.source / name).resolve() for names in app.env.dependencies.values() for name in names
    }
    own = root.publication(edition.publication.id).resolve()
    return tuple(sorted(path for path in found if not path.is_relative_to(own)))
