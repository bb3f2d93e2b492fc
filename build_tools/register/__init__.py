"""The register: takes publications.toml and languages.toml, gives a Register or what is wrong."""

from __future__ import annotations

from build_tools.errors import UserError
from build_tools.layout import Root
from build_tools.model import Language, Place, Publication, Register
from build_tools.register import document, languages, publications, tags
from build_tools.register.document import Spot
from build_tools.register.editions import edition, identifier
from build_tools.register.languages import named
from build_tools.register.phrases import called, long_date
from build_tools.register.selection import select

__all__ = ["called", "edition", "identifier", "long_date", "named", "read", "select"]


def read(root: Root) -> Register:
    """Return what is published, with every default; raises Mendable at the first mistake."""
    top = _top(root)
    given = languages.layers(root)
    publisher = publications.publisher(top)
    published = publications.publications(top, root)
    tags_used = dict.fromkeys(tag for publication in published for tag in publication.languages)
    known = {tag: languages.resolve(tag, given) for tag in tags_used}
    _refuse_unnamed(top, published, known)
    return Register(publisher=publisher, publications=published, languages=known)


def _top(root: Root) -> Spot:
    name = root.relativize(root.register)
    try:
        return document.read(root.register, name)
    except FileNotFoundError as error:
        raise UserError(
            "register/no-file",
            "is missing: a root is a folder that holds it",
            remedy=f"name a root with --root, or write the file: {publications.EXAMPLE}",
            place=Place(file=name),
        ) from error


def _refuse_unnamed(
    top: Spot, published: tuple[Publication, ...], known: dict[str, Language]
) -> None:
    for publication in published:
        for index, tag in enumerate(publication.languages):
            if not known[tag].name:
                path = ("publications", publication.id, "languages", index)
                says = f"is {tag}, a language whose own name is not known"
                remedy = f'write {tags.meant(tag)}, or in locale/languages.toml [{tag}] name = "…"'
                raise Spot(top.document, path, tag).mistake("unknown-language", says, remedy)
