"""Detect the accessibility metadata of an e-book from the bodies of its documents.

The terms are those of https://www.w3.org/community/reports/a11y-discov-vocab/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from build_tools.model import Assessment, Edition, LocalizedText, UiStrings

# What every book has: a contents, headings, a text in order, no lock, sizes and colours that are
# the reader's, and roles that say what a part is.
FEATURES = (
    *("ARIA", "displayTransformability", "readingOrder", "structuralNavigation"),
    *("tableOfContents", "unlocked"),
)
_PICTURE = re.compile(r"<(?:img|svg|canvas|object|embed)\b[^>]*>", re.IGNORECASE)
# By an alternative or a name that holds more than spaces.
_ALTERNATIVE = re.compile(r'\s(?:alt|aria-label)="[^"]*[^"\s][^"]*"')
# What may move, flash or sound, as far as nobody has looked.
_MOVING = re.compile(r"<(?:video|audio|iframe|object|embed|script)\b|\.(?:gif|apng)\"", re.I)
_SOUND = re.compile(r"<(?:audio|video)\b", re.IGNORECASE)
_VIDEO = re.compile(r"<video\b", re.IGNORECASE)

NAVIGATION = "This publication has navigation, a table of contents and text in reading order."
ALL_PICTURES_DESCRIBED = "Its pictures are described in words."
NOT_ALL_DESCRIBED = "Not all of its pictures are described in words."
MACHINE_CHECK = "Its accessibility has been checked by machine only."
PERSON_ASSESSMENT = "Its accessibility was assessed by {assessor} on {date}: {standard}."


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessMetadata:
    """Hold the schema.org metadata of a package, and whether it has pictures, each described."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazard: str
    has_pictures: bool
    is_described: bool


def detect_accessibility(bodies: Iterable[str]) -> AccessMetadata:
    """Return the metadata of the documents with these bodies."""
    html = "\n".join(bodies)
    pictures = _PICTURE.findall(html)
    is_described = has_all_alternatives(pictures) and not _SOUND.search(html)
    visual = ["visual"] if pictures or _VIDEO.search(html) else []
    auditory = ["auditory"] if _SOUND.search(html) else []
    modes = ("textual", *visual, *auditory)
    alternatives = ["alternativeText"] if is_described else []
    pages = ["pageBreakMarkers", "pageNavigation"] if 'role="doc-pagebreak"' in html else []
    maths = ["MathML"] if "<math" in html else []
    return AccessMetadata(
        modes=modes,
        sufficient=("textual",) if is_described else (",".join(modes),),
        features=tuple(sorted((*FEATURES, *alternatives, *maths, *pages))),
        hazard="unknown" if _MOVING.search(html) else "none",
        has_pictures=bool(pictures),
        is_described=is_described,
    )


def has_all_alternatives(pictures: Iterable[str]) -> bool:
    """Return whether each of these start tags has an alternative text."""
    return all(_ALTERNATIVE.search(picture) for picture in pictures)


def summarize_accessibility(
    metadata: AccessMetadata, edition: Edition, ui_strings: UiStrings
) -> LocalizedText:
    """Return the summary in the edition's language, in English where one sentence lacks it."""
    assessment = find_assessment(edition)
    messages = [NAVIGATION]
    if metadata.has_pictures:
        messages.append(ALL_PICTURES_DESCRIBED if metadata.is_described else NOT_ALL_DESCRIBED)
    messages.append(PERSON_ASSESSMENT if assessment else MACHINE_CHECK)
    text = join_texts([ui_strings(message) for message in messages])
    if not text.language:
        text = LocalizedText(text=" ".join(messages), language="en")
    if assessment is None:
        return text
    values = {"assessor": assessment.by, "date": assessment.date, "standard": assessment.standard}
    return replace(text, text=text.text.format(**values))


def join_texts(texts: Sequence[LocalizedText]) -> LocalizedText:
    """Return texts as one; its language is empty where they are in several, or none."""
    tags = {word.language for word in texts}
    language = tags.pop() if len(tags) == 1 else ""
    return LocalizedText(text=" ".join(word.text for word in texts), language=language)


def find_assessment(edition: Edition) -> Assessment | None:
    """Return who assessed this e-book, None where nobody has."""
    return edition.publication.find_assessment(edition.language.tag, "epub")


def format_conformance(edition: Edition) -> str:
    """Return the conformance of a book as EPUB Accessibility 1.1 words it; empty if not assessed."""
    assessment = find_assessment(edition)
    if assessment is None:
        return ""
    name, version, level = assessment.standard.split()
    return f"EPUB Accessibility 1.1 - {name} {version} Level {level}"
