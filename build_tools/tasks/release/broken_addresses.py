"""Find the addresses of a release that would lead nowhere in what is published after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.model import Publication, Register
from build_tools.tasks.release.release_texts import EditionName

# By edition, the article that each address stands in, and the ids that lead somewhere.
Addresses = Mapping[EditionName, Mapping[str, str]]
Ids = Mapping[EditionName, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenAddress:
    """Name an address of an edition that leads nowhere now; `owner` is its article, or it is one itself."""

    publication: str
    language: str
    id: str
    owner: str


def find_broken_addresses(old: Addresses, new: Ids, register: Register) -> Iterator[BrokenAddress]:
    """Yield each address once that neither its own edition nor that of the source has, nor a successor.

    Those inside an article that is gone are said with it. A publication that is gone loses all of its.
    """
    known = {one.id: one for one in register.publications}
    found: set[tuple[str, str]] = set()
    for (publication, language), addresses in old.items():
        ids = collect_ids(new, publication, language, known.get(publication))
        followed = _list_followed_ids(known.get(publication))
        for id, owner in addresses.items():
            is_inside = owner != id and (owner not in ids or owner in followed)
            if id in ids or id in followed or is_inside or (publication, id) in found:
                continue
            found.add((publication, id))
            yield BrokenAddress(publication=publication, language=language, id=id, owner=owner)


def collect_ids(new: Ids, publication: str, language: str, known: Publication | None) -> frozenset[str]:
    """Return where addresses of an edition may lead: into it, into that of the source, else into any."""
    source = known.source_language if known else language
    names = [name for name in dict.fromkeys([(publication, language), (publication, source)]) if name in new]
    if not names:
        names = [name for name in new if name[0] == publication]
    return frozenset[str]().union(*(new[name] for name in names))


def _list_followed_ids(publication: Publication | None) -> frozenset[str]:
    """Return the addresses that have a successor."""
    from build_tools.sphinx_ext.articles.labels import make_anchor

    return frozenset(make_anchor(one.label) for one in publication.successors) if publication else frozenset()
