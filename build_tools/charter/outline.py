"""The outline of a text: takes Sphinx's environment, gives Chapters in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from build_tools.charter.fallback import UNTRANSLATED, keeps_source
from build_tools.charter.imprint import IMPRINT
from build_tools.charter.reading import Chapter
from build_tools.charter.titles import name_of
from build_tools.model import Article, Edition

Numbers = Mapping[str, tuple[int, ...]]
Trees = Callable[[str], nodes.document]


class Step(NamedTuple):
    """A page in reading order, and the caption that it opens, with its language."""

    page: str
    caption: str = ""
    caption_language: str = ""
    depth: int = 0


def chapters(env: BuildEnvironment, edition: Edition, tree: Trees) -> tuple[Chapter, ...]:
    """Return the start page, then every page its toctrees lead to, then those none leads to.

    `tree` gives the doctree of a page, and reads none twice.
    """
    start = f"{edition.publication.id}/{edition.publication.start}"
    steps: dict[str, Step] = {start: Step(start)}
    for step in _walk(env, start, edition, tree):
        steps.setdefault(step.page, step)
    for docname in sorted(env.found_docs):
        steps.setdefault(docname, Step(docname))
    numbers: Mapping[str, Numbers] = env.toc_secnumbers
    return tuple(
        _chapter(tree(page), edition, step, numbers.get(page, {})) for page, step in steps.items()
    )


def _walk(env: BuildEnvironment, docname: str, edition: Edition, tree: Trees) -> Iterator[Step]:
    """Yield a step for each page below a page; each once, so circles end."""
    seen = {docname}
    stack: list[Step] = list(reversed(list(_entries(env, docname, 0, edition, tree))))
    while stack:
        step = stack.pop()
        if step.page in seen:
            continue
        seen.add(step.page)
        yield step
        stack.extend(reversed(list(_entries(env, step.page, step.depth + 1, edition, tree))))


def _entries(
    env: BuildEnvironment, docname: str, depth: int, edition: Edition, tree: Trees
) -> Iterator[Step]:
    for toctree in tree(docname).findall(addnodes.toctree):
        caption = toctree.get("caption") or ""
        language = (edition.source if keeps_source(toctree, edition) else edition.language).tag
        for _, name in toctree["entries"]:
            if name in env.found_docs:
                yield Step(name, caption, language, depth)
                caption = ""


def _chapter(tree: nodes.document, edition: Edition, step: Step, numbers: Numbers) -> Chapter:
    page = step.page.removeprefix(f"{edition.publication.id}/")
    articles = tuple(_articles(tree, page, edition, numbers))
    title, language = articles[0].title if articles else page, edition.language.tag
    if articles and articles[0].language:
        language = articles[0].language
    return Chapter(
        page=page,
        title=title,
        language=language,
        caption=step.caption,
        caption_language=step.caption_language,
        depth=step.depth,
        articles=articles,
    )


def _articles(
    document: nodes.document, page: str, edition: Edition, numbers: Numbers
) -> Iterator[Article]:
    for section in document.findall(nodes.section):
        title = section.next_node(nodes.title)
        if title is None or IMPRINT in section["ids"]:
            continue
        yield Article(
            anchor=section["ids"][0],
            page=page,
            title=name_of(section),
            designation=section.get("designation", "") or _numbered(section, numbers),
            depth=_depth(section),
            words=_words(section),
            language=_language(title, edition),
        )


def _numbered(section: nodes.section, numbers: Numbers) -> str:
    """Return the number that a numbered toctree gives a section: `1.2.`."""
    anchor = "" if isinstance(section.parent, nodes.document) else f"#{section['ids'][0]}"
    number = numbers.get(anchor)
    return f"{'.'.join(map(str, number))}." if number else ""


def _language(title: nodes.title, edition: Edition) -> str:
    return edition.source.tag if UNTRANSLATED in title else edition.language.tag


def _depth(section: nodes.Element) -> int:
    depth, parent = 1, section.parent
    while isinstance(parent, nodes.section):
        depth, parent = depth + 1, parent.parent
    return depth


def _words(section: nodes.section) -> int:
    return sum(len(text.astext().split()) for text in section.findall(nodes.Text))
