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
    _reject_unknown_words("publication", publications, [each.id for each in register.publications])
    selected = [each for each in register.publications if each.id in (publications or (each.id,))]
    _reject_unknown_words("language", languages, _merge_words(each.languages for each in selected))
    _reject_unknown_words(
        "format", formats, _merge_words((*(p.formats for p in selected), UNLISTED_FORMATS))
    )
    targets = tuple(
        target
        for publication in selected
        for target in _iter_targets(publication, languages, formats)
    )
    if not targets and set(formats) == set(UNLISTED_FORMATS):
        raise _make_no_translation_error(selected)
    if not targets:
        message = f"no publication named has {', '.join((*languages, *formats))} together"
        raise UserError("register/none-selected", message, remedy="name fewer languages or formats")
    return targets


def _iter_targets(
    publication: Publication, languages: Sequence[str], formats: Sequence[str]
) -> Iterable[Target]:
    for language in publication.languages:
        for format in (*publication.formats, *UNLISTED_FORMATS):
            if language in (languages or (language,)) and _is_format_selected(format, formats):
                yield from _iter_format_target(publication, language, format)


def _is_format_selected(format: str, formats: Sequence[str]) -> bool:
    return format in formats or (not formats and format not in UNLISTED_FORMATS)


def _iter_format_target(publication: Publication, language: str, format: str) -> Iterator[Target]:
    if not FORMATS[format].compares_source or language != publication.source_language:
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
            remedy = (
                f"write {find_nearest_word(word, known)}, the nearest; known are {', '.join(known)}"
            )
            raise UserError(f"register/unknown-{kind}", message, remedy=remedy)
