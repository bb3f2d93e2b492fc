"""How an e-book can be read: takes its documents' bodies, gives what the package says of it.

The terms are those of https://www.w3.org/community/reports/a11y-discov-vocab/; nothing is
claimed that the documents do not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.model import Assessment, Edition, LocalizedText, UiStrings

# What every book of the press has: a contents, headings, a text in order, no lock, sizes and
# colours that are the reader's, and roles that say what a part is.
FEATURES = (
    "ARIA",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)
_PICTURE = re.compile(r"<(?:img|svg|canvas|object|embed)\b[^>]*>", re.IGNORECASE)
# By an alternative or a name that holds more than spaces.
_DESCRIBED = re.compile(r'\s(?:alt|aria-label)="[^"]*[^"\s][^"]*"')
# What may move, flash or sound, as far as nobody has looked.
_MOVING = re.compile(r"<(?:video|audio|iframe|object|embed|script)\b|\.(?:gif|apng)\"", re.I)
_SOUND = re.compile(r"<(?:audio|video)\b", re.IGNORECASE)
_VIDEO = re.compile(r"<video\b", re.IGNORECASE)

NAVIGATION = "This publication has navigation, a table of contents and text in reading order."
DESCRIBED = "Its pictures are described in words."
UNDESCRIBED = "Not all of its pictures are described in words."
BY_MACHINE = "Its accessibility has been checked by machine only."
BY_PERSON = "Its accessibility was assessed by {assessor} on {date}: {standard}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What of schema.org a package says: modes, sets of modes that suffice, features, hazard.

    `pictures` is whether there are any besides the cover, `described` whether each has words.
    """

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazard: str
    pictures: bool
    described: bool


def access(bodies: Iterable[str]) -> Access:
    """Return how the documents with these bodies can be read."""
    all = "\n".join(bodies)
    pictures = _PICTURE.findall(all)
    described = all_described(pictures) and not _SOUND.search(all)
    seen = ["visual"] if pictures or _VIDEO.search(all) else []
    heard = ["auditory"] if _SOUND.search(all) else []
    modes = ("textual", *seen, *heard)
    words = ["alternativeText"] if described else []
    maths = ["MathML"] if "<math" in all else []
    return Access(
        modes=modes,
        sufficient=("textual",) if described else (",".join(modes),),
        features=tuple(sorted((*FEATURES, *words, *maths))),
        hazard="unknown" if _MOVING.search(all) else "none",
        pictures=bool(pictures),
        described=described,
    )


def all_described(pictures: Iterable[str]) -> bool:
    """Return whether each of these start tags has words in the place of its picture."""
    return all(_DESCRIBED.search(picture) for picture in pictures)


def summary(found: Access, edition: Edition, words: UiStrings) -> LocalizedText:
    """Return the summary in the edition's language, in English where a sentence lacks one."""
    messages = _messages(found, edition)
    said = joined([words(message) for message in messages])
    if not said.language:
        said = LocalizedText(text=" ".join(messages), language="en")
    return LocalizedText(text=_filled(said.text, assessment(edition)), language=said.language)


def joined(words: Sequence[LocalizedText]) -> LocalizedText:
    """Return words as one; its language is empty where they are in several, or none."""
    tags = {word.language for word in words}
    language = tags.pop() if len(tags) == 1 else ""
    return LocalizedText(text=" ".join(word.text for word in words), language=language)


def _messages(found: Access, edition: Edition) -> tuple[str, ...]:
    pictures = (DESCRIBED if found.described else UNDESCRIBED,) if found.pictures else ()
    return NAVIGATION, *pictures, BY_PERSON if assessment(edition) else BY_MACHINE


def _filled(text: str, looked: Assessment | None) -> str:
    if looked is None:
        return text
    return text.format(assessor=looked.by, date=looked.date.isoformat(), standard=looked.standard)


def assessment(edition: Edition) -> Assessment | None:
    """Return who looked at this e-book, None where nobody has."""
    return edition.publication.find_assessment(edition.language.tag, "epub")


def conformance(looked: Assessment) -> str:
    """Return what an assessed book conforms to, in the words that EPUB Accessibility 1.1 asks."""
    name, version, level = looked.standard.split()
    return f"EPUB Accessibility 1.1 - {name} {version} Level {level}"
