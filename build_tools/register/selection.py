"""Takes a register and the words of a command line, gives the targets that they name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.errors import Mendable
from build_tools.model import Publication, Register, Target
from build_tools.register.document import nearest


def select(
    register: Register,
    publications: Sequence[str] = (),
    languages: Sequence[str] = (),
    formats: Sequence[str] = (),
) -> tuple[Target, ...]:
    """Return the targets that are named, in the register's order; nothing named is everything.

    Raises Mendable where a word names nothing of the register, or all together name nothing.
    """
    _refuse_unknown("publication", publications, [each.id for each in register.publications])
    chosen = [each for each in register.publications if each.id in (publications or (each.id,))]
    _refuse_unknown("language", languages, _union(each.languages for each in chosen))
    _refuse_unknown("format", formats, _union(each.formats for each in chosen))
    targets = tuple(
        target for publication in chosen for target in _targets(publication, languages, formats)
    )
    if not targets:
        message = f"no publication named has {', '.join((*languages, *formats))} together"
        raise Mendable("register/none-selected", message, remedy="name fewer languages or formats")
    return targets


def _targets(
    publication: Publication, languages: Sequence[str], formats: Sequence[str]
) -> Iterable[Target]:
    for language in publication.languages:
        for format in publication.formats:
            if language in (languages or (language,)) and format in (formats or (format,)):
                yield Target(publication.id, language, format)


def _union(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(word for words in lists for word in words))


def _refuse_unknown(kind: str, words: Sequence[str], known: list[str]) -> None:
    for word in words:
        if word not in known:
            message = f"{word} is no {kind} of what is asked for"
            remedy = f"write {nearest(word, known)}, the nearest; known are {', '.join(known)}"
            raise Mendable(f"register/unknown-{kind}", message, remedy=remedy)
