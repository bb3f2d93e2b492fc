"""References between publications: takes a register and its root, gives what each reads and where.

What a label is called in another publication is read from that one's sources and catalogues, not
from a build of it: so one edition can be built alone, no edition waits for another, and a plan
says `reference changed: european-charter/ec-8` before anything is built.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from build_tools import inventory, register
from build_tools.errors import Mendable
from build_tools.inventory import Inventory
from build_tools.layout import Build, Root, write_whole
from build_tools.model import Edition, Publication, Reference, Register, Word, Words

SHAPE = 1
# An address within an article: a paragraph by its number, which `int` takes, an item by its letter.
_WITHIN = re.compile(r"(?P<article>.+?)(?:-p[0-9]{1,6}(?:-[a-z])*|-[a-z])")

# What a publication asks of another: a label, its owner, and the label there that has a title.
Answer = tuple[str, str, str]
Asked = Mapping[str, tuple[Answer, ...]]
Named = Mapping[str, tuple[Reference, ...]]


def inventories(listed: Register, root: Root) -> Mapping[str, Inventory]:
    """Return the inventory of each publication, in the register's order."""
    return {one.id: inventory.read(root, one.id) for one in listed.publications}


def asked(known: Mapping[str, Inventory]) -> Asked:
    """Return which labels of others each publication refers to; the first that has one owns it."""
    return {id: tuple(_answers(id, known)) for id in known}


def _answers(id: str, known: Mapping[str, Inventory]) -> Iterator[Answer]:
    for label in sorted(known[id].wanting):
        within = _WITHIN.fullmatch(label)
        for name in (label, *([within["article"]] if within else [])):
            owner = next((other for other in known if name in known[other].labels), "")
            if owner and owner != id:
                yield label, owner, name
            if owner:
                break


def named(listed: Register, root: Root, tag: str, known: Mapping[str, Inventory]) -> Named:
    """Return what each publication's references to others read in a language, by publication."""
    every = asked(known)
    editions = {one.id: _edition(listed, one, tag) for one in listed.publications}
    wanted: dict[str, set[str]] = {}
    for id in every:
        for _, owner, name in every[id]:
            wanted.setdefault(owner, set()).add(name)
    names = {
        owner: _names(editions[owner], root, known[owner], labels)
        for owner, labels in wanted.items()
    }
    return {
        id: tuple(
            _reference(label, name, editions[owner], known[owner], names[owner], root)
            for label, owner, name in every[id]
        )
        for id in every
        if every[id]
    }


def _edition(listed: Register, publication: Publication, tag: str) -> Edition:
    """Return a publication in a language, or where it is not published there in its own."""
    is_there = tag in publication.languages
    return register.edition(listed, publication.id, tag if is_there else publication.languages[0])


def _names(
    edition: Edition, root: Root, known: Inventory, labels: set[str]
) -> Mapping[str, Word | None]:
    """Return what stands at each label of an edition, and its own title under the empty one."""
    from build_tools import catalogues
    from build_tools.charter.numbers import designation

    publication = edition.publication
    wanted = {
        label: catalogues.Title(
            f"{publication.id}/{known.labels[label].page}", known.labels[label].title
        )
        for label in labels
    }
    start = known.titles.get(publication.start, "")
    wanted[""] = catalogues.Title(f"{publication.id}/{publication.start}", start or publication.id)
    found = catalogues.titles(root, edition, wanted.values())
    words = _design(edition, root)
    numbers = {
        label: None if _is_bare(label, publication) else designation(label, edition, words)
        for label in wanted
    }
    return {
        label: numbers[label] or (found[title] if title.msgid else None)
        for label, title in wanted.items()
    }


def _is_bare(label: str, publication: Publication) -> bool:
    """Return whether an article is called by a number alone: “B” says nothing in another text."""
    from build_tools.charter.numbers import number_of

    patterns = (one.words for one in publication.numbering if number_of(label, one) is not None)
    return not re.search(r"\w", re.sub(r"\{\w+\}", "", next(patterns, "{n}")))


def _design(edition: Edition, root: Root) -> Words:
    from build_tools import catalogues

    try:
        return catalogues.design_words(edition.language, root)
    except Mendable:  # told where an edition in that language is built
        return Words(language=edition.language.tag)


def _reference(
    label: str,
    name: str,
    edition: Edition,
    known: Inventory,
    names: Mapping[str, Word | None],
    root: Root,
) -> Reference:
    from build_tools.charter.labels import anchor_of

    publication, title, word = edition.publication, names[""], names[name]
    if word and label != name:
        word = _within(word, label.removeprefix(name), edition, root)
    has_pages = "html" in publication.formats
    return Reference(
        label=label,
        publication=publication.id,
        language=edition.language.tag,
        page=known.labels[name].page if has_pages else "",
        anchor=anchor_of(label) if has_pages else "",
        name=word,
        title=title or Word(text=publication.id, language=edition.source.tag),
    )


def _within(article: Word, rest: str, edition: Edition, root: Root) -> Word:
    """Return what a paragraph or an item of an article is called."""
    from build_tools.charter.paragraphs import called

    text = called(article.text, rest, edition, _design(edition, root))
    return Word(text=text, language=article.language)


def read(build: Build, tag: str, key: str) -> Named | None:
    """Return the references of a language as kept under a key; None where they are not."""
    try:
        data = json.loads(build.references(tag).read_bytes())
        if (data["shape"], data["key"]) != (SHAPE, key):
            return None
        return {id: tuple(map(_kept, rows)) for id, rows in data["references"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _kept(row: Mapping[str, Any]) -> Reference:
    name = Word(**row["name"]) if row["name"] else None
    return Reference(**{**row, "name": name, "title": Word(**row["title"])})


def keep(build: Build, tag: str, key: str, references: Named) -> None:
    """Keep the references of a language; a folder that takes nothing only costs time."""
    rows = {id: [asdict(one) for one in found] for id, found in references.items()}
    data = {"shape": SHAPE, "key": key, "references": rows}
    with suppress(OSError):
        write_whole(build.references(tag), json.dumps(data).encode())
