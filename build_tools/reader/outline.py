"""Build the chapters of a text in reading order from Sphinx's environment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from build_tools.model import Article, Edition, list_media
from build_tools.reader.format_tags import find_formats
from build_tools.reader.reading import Chapter
from build_tools.sphinx_ext.articles.errata import ERRATA, ERRATUM
from build_tools.sphinx_ext.articles.predecessors import PREDECESSOR
from build_tools.sphinx_ext.articles.titles import get_section_name
from build_tools.sphinx_ext.imprint import IMPRINT
from build_tools.sphinx_ext.translation.untranslated import UNTRANSLATED, is_caption_untranslated

# Pages without an author, which are the last unless a toctree names them.
INDEX = "genindex"
_LAST_PAGES = (ERRATA, INDEX)
_ADDED_CLASSES = frozenset({ERRATUM, PREDECESSOR})
SectionNumbers = Mapping[str, tuple[int, ...]]
GetDoctree = Callable[[str], nodes.document]


class OutlineStep(NamedTuple):
    """Describe a page in reading order, and the caption that it opens, with its language."""

    page: str
    caption: str = ""
    caption_language: str = ""
    depth: int = 0


def build_chapters(app: Sphinx, edition: Edition, get_doctree: GetDoctree) -> tuple[Chapter, ...]:
    """Return the start page, then every page its toctrees lead to, then the remaining pages."""
    env = app.env
    start = f"{edition.publication.id}/{edition.publication.start}"
    steps: dict[str, OutlineStep] = {start: OutlineStep(start)}
    for step in _walk_toctrees(env, start, edition, get_doctree):
        steps.setdefault(step.page, step)
    for docname in sorted(env.found_docs, key=_rank_page):
        steps.setdefault(docname, OutlineStep(docname))
    numbers: Mapping[str, SectionNumbers] = env.toc_secnumbers
    return tuple(
        _make_chapter(app, get_doctree(page), edition, step, numbers.get(page, {}))
        for page, step in steps.items()
    )


def _rank_page(docname: str) -> tuple[int, str]:
    name = docname.rpartition("/")[2]
    return (_LAST_PAGES.index(name) + 1 if name in _LAST_PAGES else 0), docname


def _walk_toctrees(
    env: BuildEnvironment, docname: str, edition: Edition, get_doctree: GetDoctree
) -> Iterator[OutlineStep]:
    """Yield a step for a page and each page below it; each once, so that cycles end."""
    visited: set[str] = set()
    stack = [OutlineStep(docname, depth=-1)]
    while stack:
        step = stack.pop()
        if step.page not in visited:
            visited.add(step.page)
            yield step
            entries = _list_toctree_entries(env, step, edition, get_doctree(step.page))
            stack += reversed(entries)


def _list_toctree_entries(
    env: BuildEnvironment, step: OutlineStep, edition: Edition, tree: nodes.document
) -> list[OutlineStep]:
    entries = []
    for toctree in tree.findall(addnodes.toctree):
        caption = toctree.get("caption") or ""
        is_untranslated = is_caption_untranslated(toctree, edition)
        language = (edition.source if is_untranslated else edition.language).tag
        for _, name in toctree["entries"]:
            if name in env.found_docs:
                entries.append(OutlineStep(name, caption, language, step.depth + 1))
                caption = ""
    return entries


def _make_chapter(
    app: Sphinx, tree: nodes.document, edition: Edition, step: OutlineStep, numbers: SectionNumbers
) -> Chapter:
    page = step.page.removeprefix(f"{edition.publication.id}/")
    articles = tuple(_iter_articles(app, tree, page, edition, numbers))
    return Chapter(
        page=page,
        title=articles[0].title if articles else page,
        language=articles[0].language if articles else edition.language.tag,
        caption=step.caption,
        caption_language=step.caption_language,
        depth=step.depth,
        articles=articles,
    )


def _iter_articles(
    app: Sphinx, document: nodes.document, page: str, edition: Edition, numbers: SectionNumbers
) -> Iterator[Article]:
    """Yield each section with a title that stands in a format, the imprint apart."""
    for section in document.findall(nodes.section):
        title, formats = section.next_node(nodes.title), find_formats(section, app)
        if title is None or IMPRINT in section["ids"] or formats == ():
            continue
        yield Article(
            anchor=section["ids"][0],
            page=page,
            title=get_section_name(section),
            designation=section.get("designation", "") or _format_section_number(section, numbers),
            depth=_get_section_depth(section),
            words=_count_words(section) - sum(map(_count_words, _iter_added_notes(section))),
            language=(edition.source if UNTRANSLATED in title else edition.language).tag,
            designation_language=section.get("designation-language", ""),
            formats=() if formats == list_media() else formats or (),
        )


def _iter_added_notes(section: nodes.section) -> Iterator[nodes.Element]:
    """Yield what the program says in a section: what was wrong in it, and what it took the place of."""
    for node in section.findall(nodes.Element):
        if not _ADDED_CLASSES.isdisjoint(node.get("classes", ())):
            yield node


def _count_words(node: nodes.Element) -> int:
    return sum(len(text.astext().split()) for text in node.findall(nodes.Text))


def _format_section_number(section: nodes.section, numbers: SectionNumbers) -> str:
    """Return the number that a numbered toctree gives a section: `1.2.`."""
    anchor = "" if isinstance(section.parent, nodes.document) else f"#{section['ids'][0]}"
    number = numbers.get(anchor)
    return f"{'.'.join(map(str, number))}." if number else ""


def _get_section_depth(section: nodes.Element) -> int:
    depth, parent = 1, section.parent
    while isinstance(parent, (nodes.section, addnodes.only)):
        depth, parent = depth + isinstance(parent, nodes.section), parent.parent
    return depth
