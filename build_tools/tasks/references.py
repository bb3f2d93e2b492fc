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
from dataclasses import asdict, dataclass, replace
from typing import Any

from build_tools import inventory, register
from build_tools.errors import UserError
from build_tools.inventory import Inventory
from build_tools.layout import BuildFolder, Root, write_atomically
from build_tools.model import Edition, LocalizedText, Reference, Register, UiStrings

SHAPE = 1
# An address within an article: a paragraph by its number, which `int` takes, an item by its letter.
_WITHIN = re.compile(r"(?P<article>.+?)(?:-p[0-9]{1,6}(?:-[a-z])*|-[a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A label that is asked for, whose it is, and the article there that it is or is within."""

    label: str
    owner: str
    article: str


Asked = Mapping[str, tuple[Answer, ...]]
Named = Mapping[str, tuple[Reference, ...]]


def inventories(listed: Register, root: Root) -> Mapping[str, Inventory]:
    """Return the inventory of each publication, in the register's order."""
    return {one.id: inventory.read_inventory(root, one.id) for one in listed.publications}


def asked(known: Mapping[str, Inventory]) -> Asked:
    """Return which labels of others each publication refers to; the first that has one owns it."""
    return {id: tuple(_answers(id, known)) for id in known}


def _answers(id: str, known: Mapping[str, Inventory]) -> Iterator[Answer]:
    for label in sorted(known[id].unresolved):
        within = _WITHIN.fullmatch(label)
        for name in (label, *([within["article"]] if within else [])):
            owner = next((other for other in known if name in known[other].labels), "")
            if owner and owner != id:
                yield Answer(label=label, owner=owner, article=name)
            if owner:
                break


@dataclass(frozen=True, slots=True, kw_only=True)
class _Other:
    """A publication that others refer to, in a language.

    `title` is its own, `names` what stands at each label that they ask for.
    """

    edition: Edition
    known: Inventory
    words: UiStrings
    title: LocalizedText
    names: Mapping[str, LocalizedText | None]


def named(listed: Register, root: Root, tag: str, known: Mapping[str, Inventory]) -> Named:
    """Return what each publication's references to others read in a language, by publication."""
    every = asked(known)
    wanted: dict[str, set[str]] = {}
    for answers in every.values():
        for one in answers:
            wanted.setdefault(one.owner, set()).add(one.article)
    others = {
        owner: _other(_edition(listed, owner, tag), root, known[owner], labels)
        for owner, labels in wanted.items()
    }
    return {
        id: tuple(_reference(one.label, one.article, others[one.owner]) for one in answers)
        for id, answers in every.items()
        if answers
    }


def _edition(listed: Register, id: str, tag: str) -> Edition:
    """Return a publication in a language, or where it is not published there in its own."""
    languages = listed.get_publication(id).languages
    return register.make_edition(listed, id, tag if tag in languages else languages[0])


def _other(edition: Edition, root: Root, known: Inventory, labels: set[str]) -> _Other:
    from build_tools import catalogues

    publication, words = edition.publication, _design(edition, root)
    wanted = {
        label: catalogues.SourceTitle(
            f"{publication.id}/{known.labels[label].page}", known.labels[label].title
        )
        for label in labels
    }
    start = known.titles.get(publication.start) or publication.id
    own = catalogues.SourceTitle(f"{publication.id}/{publication.start}", start)
    titles = catalogues.translate_titles(root, edition, (own, *wanted.values()))
    names = {
        label: _called(
            known.labels[label].nearest, titles[title] if title.msgid else None, edition, words
        )
        for label, title in wanted.items()
    }
    return _Other(edition=edition, known=known, words=words, title=titles[own], names=names)


def _called(
    label: str, title: LocalizedText | None, edition: Edition, words: UiStrings
) -> LocalizedText | None:
    """Return what stands at a label: its number, else its title; None where it has neither.

    In another text “B” says nothing, so there the title stands, and “Third Additional provision”
    for an ordinal.
    """
    from build_tools.charter.numbers import designation, in_line, is_lone

    number = designation(label, edition, words)
    if number is None or not is_lone(label, edition):
        return number or title
    name = in_line(label, title.text, edition, words) if title else ""
    return replace(title, text=name) if title and name != number.text else title


def _design(edition: Edition, root: Root) -> UiStrings:
    from build_tools import catalogues

    try:
        return catalogues.load_ui_strings(edition.language, root)
    except UserError:  # told where an edition in that language is built
        return UiStrings(language=edition.language.tag)


def _reference(label: str, name: str, other: _Other) -> Reference:
    """Return what a label reads; `name` is that of its article, or the label itself."""
    from build_tools.charter.labels import anchor_of
    from build_tools.charter.paragraphs import called

    edition, word, known = other.edition, other.names[name], other.known.labels[name]
    rest = label.removeprefix(name)
    if word and rest:
        word = replace(word, text=called(word.text, known.nearest, rest, edition, other.words))
    has_pages = "html" in edition.publication.formats
    return Reference(
        label=label,
        publication=edition.publication.id,
        language=edition.language.tag,
        page=known.page if has_pages else "",
        anchor=anchor_of(known.nearest + rest if rest else label) if has_pages else "",
        name=word,
        title=other.title,
    )


def read(build: BuildFolder, tag: str, key: str) -> Named | None:
    """Return the references of a language as kept under a key; None where they are not."""
    try:
        data = json.loads(build.get_references(tag).read_bytes())
        if (data["shape"], data["key"]) != (SHAPE, key):
            return None
        return {id: tuple(map(_kept, rows)) for id, rows in data["references"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _kept(row: Mapping[str, Any]) -> Reference:
    name = LocalizedText(**row["name"]) if row["name"] else None
    return Reference(**{**row, "name": name, "title": LocalizedText(**row["title"])})


def keep(build: BuildFolder, tag: str, key: str, references: Named) -> None:
    """Keep the references of a language; a folder that takes nothing only costs time."""
    rows = {id: [asdict(one) for one in found] for id, found in references.items()}
    data = {"shape": SHAPE, "key": key, "references": rows}
    with suppress(OSError):
        write_atomically(build.get_references(tag), json.dumps(data).encode())
