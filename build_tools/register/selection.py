"""Takes a register and the words of a command line, gives the targets that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from build_tools.errors import UserError
from build_tools.model import Format, Publication, Register, Target
from build_tools.register.document import nearest

# What is made only where it is named: no publication lists it.
UNLISTED: tuple[Format, ...] = ("proof",)


def select(
    register: Register,
    publications: Sequence[str] = (),
    languages: Sequence[str] = (),
    formats: Sequence[str] = (),
) -> tuple[Target, ...]:
    """Return the targets that are named, in the register's order; nothing named is everything.

    A proof is of a translation alone, and is meant only where it is named. Raises Mendable
    where a word names nothing of the register, or all together name nothing.
    """
    _refuse_unknown("publication", publications, [each.id for each in register.publications])
    chosen = [each for each in register.publications if each.id in (publications or (each.id,))]
    _refuse_unknown("language", languages, _union(each.languages for each in chosen))
    _refuse_unknown("format", formats, _union((*(p.formats for p in chosen), UNLISTED)))
    targets = tuple(
        target for publication in chosen for target in _targets(publication, languages, formats)
    )
    if not targets and set(formats) == set(UNLISTED):
        raise _no_translation(chosen)
    if not targets:
        message = f"no publication named has {', '.join((*languages, *formats))} together"
        raise UserError("register/none-selected", message, remedy="name fewer languages or formats")
    return targets


def _targets(
    publication: Publication, languages: Sequence[str], formats: Sequence[str]
) -> Iterable[Target]:
    for language in publication.languages:
        for format in (*publication.formats, *UNLISTED):
            if language in (languages or (language,)) and _is_meant(format, formats):
                yield from _target(publication, language, format)


def _is_meant(format: Format, formats: Sequence[str]) -> bool:
    return format in formats or (not formats and format not in UNLISTED)


def _target(publication: Publication, language: str, format: Format) -> Iterator[Target]:
    if format not in UNLISTED or language != publication.source_language:
        yield Target(publication.id, language, format)


def _no_translation(chosen: Sequence[Publication]) -> UserError:
    languages = _union(publication.languages[1:] for publication in chosen)
    sources = ", ".join(dict.fromkeys(publication.source_language for publication in chosen))
    message = f"{sources} is the language of the source, which has no proof: a proof sets a"
    remedy = f"name a language that it is translated into: {', '.join(languages)}"
    return UserError(
        "register/no-translation",
        f"{message} translation beside its source",
        remedy=remedy if languages else "name a publication that is translated",
    )


def _union(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(word for words in lists for word in words))


def _refuse_unknown(kind: str, words: Sequence[str], known: list[str]) -> None:
    for word in words:
        if word not in known:
            message = f"{word} is no {kind} of what is asked for"
            remedy = f"write {nearest(word, known)}, the nearest; known are {', '.join(known)}"
            raise UserError(f"register/unknown-{kind}", message, remedy=remedy)
