"""Select the targets that the arguments of a command line name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from build_tools.errors import UserError
from build_tools.model import FORMATS, Publication, Register, Target
from build_tools.register.toml_document import find_nearest_word

# Built only where they are named: no publication lists them.
UNLISTED_FORMATS = tuple(name for name in FORMATS if not FORMATS[name].is_published)


def select_targets(
    register: Register,
    publications: Sequence[str] = (),
    languages: Sequence[str] = (),
    formats: Sequence[str] = (),
) -> tuple[Target, ...]:
    """Return the named targets, in the register's order; without names, all targets.

    A proof is of a translation only, and is only selected by name. Raises UserError if a name is
    not in the register, or all together select nothing.
    """
    known = [publication.id for publication in register.publications]
    _reject_unknown_words("publication", publications, known)
    selected = [
        publication
        for publication in register.publications
        if not publications or publication.id in publications
    ]
    known = _merge_words(publication.languages for publication in selected)
    _reject_unknown_words("language", languages, known)
    known = _merge_words((*(publication.formats for publication in selected), UNLISTED_FORMATS))
    _reject_unknown_words("format", formats, known)
    targets = tuple(_iter_targets(selected, languages, formats))
    if not targets and set(formats) == set(UNLISTED_FORMATS):
        raise _make_no_translation_error(selected)
    if not targets:
        message = f"no publication named has {', '.join((*languages, *formats))} together"
        raise UserError("register/none-selected", message, remedy="name fewer languages or formats")
    return targets


def _iter_targets(
    publications: Iterable[Publication], languages: Sequence[str], formats: Sequence[str]
) -> Iterator[Target]:
    for publication in publications:
        wanted = formats or publication.formats
        for language in publication.languages:
            is_source = language == publication.source_language
            for format in (*publication.formats, *UNLISTED_FORMATS):
                is_made = not (is_source and FORMATS[format].compares_source)
                if format in wanted and is_made and language in (languages or (language,)):
                    yield Target(publication.id, language, format)


def _make_no_translation_error(selected: Sequence[Publication]) -> UserError:
    languages = _merge_words(publication.languages[1:] for publication in selected)
    sources = ", ".join(dict.fromkeys(publication.source_language for publication in selected))
    message = f"{sources} is the language of the source, which has no proof: a proof sets a"
    remedy = f"name a language that it is translated into: {', '.join(languages)}"
    return UserError(
        "register/no-translation",
        f"{message} translation beside its source",
        remedy=remedy if languages else "name a publication that is translated",
    )


def _merge_words(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(word for words in lists for word in words))


def _reject_unknown_words(kind: str, words: Sequence[str], known: list[str]) -> None:
    for word in words:
        if word not in known:
            message = f"{word} is no {kind} of what is asked for"
            suggestion = find_nearest_word(word, known)
            remedy = f"write {suggestion}, the nearest; known are {', '.join(known)}"
            raise UserError(f"register/unknown-{kind}", message, remedy=remedy)
