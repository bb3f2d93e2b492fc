"""Check the accessibility metadata of an EPUB against its content.

Example: `accessModeSufficient` textual where an image has no alternative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.checks.definition import BuiltEdition, Check, Violation
from build_tools.inspection.epub.package import Ebook, read_ebook
from build_tools.inspection.html.page import HtmlPage, get_element_text
from build_tools.model import Assessment

CHECK = Check(
    code="epub/accessibility",
    severity="error",
    formats=("epub",),
    what="the accessibility metadata of the package, and whether it is true",
    why="readers who use their ears or fingers choose a book by it, and buy what they cannot read",
    fix=(
        "give every image of the source an `:alt:`, name in the register who assessed the EPUB "
        "(`assessed`), and build again"
    ),
    standards=(
        "EPUB Accessibility 1.1, 2.2",
        "EPUB Accessibility 1.1, 3.5.2",
        "EPUB Accessibility 1.1, 3.5.3",
    ),
    requires=("lxml",),
)

AUDIO_TAGS = ("audio", "video")
# What may move or flash, as far as nobody has looked.
MOTION_TAGS = (*AUDIO_TAGS, "iframe", "object", "embed", "script")
ANIMATED_SUFFIXES = (".gif", ".apng")

AccessibilityMetadata = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFeatures:
    """Describe what the documents of an EPUB contain besides words.

    `has_alternatives`: all images have a text alternative, and there is no audio or video. The
    cover is not counted as an image, because every EPUB has one.
    """

    has_images: bool
    has_alternatives: bool
    has_audio: bool
    has_motion: bool
    has_formulas: bool
    has_contents: bool


def read_accessibility_metadata(book: Ebook) -> AccessibilityMetadata:
    """Return the values of each metadata property of the package, in document order."""
    values_by_property: dict[str, list[str]] = {}
    for element in book.package.iter("{*}meta", "{*}link"):
        name = element.get("property") or element.get("rel") or ""
        values_by_property.setdefault(name, []).append(get_element_text(element) or element.get("href", ""))
    return {name: tuple(values) for name, values in values_by_property.items()}


def detect_content_features(book: Ebook) -> ContentFeatures:
    """Detect images, audio, motion, formulas and contents in the documents of an EPUB."""
    cover_name = next((part.name for part in book.items if part.position == 0), "")
    pages = [page for page in book.documents if page.name != cover_name]
    images = [image for page in pages for image in page.tree.iter("{*}img", "{*}svg")]
    return ContentFeatures(
        has_images=bool(images) or _has_any_tag(pages, "video", "object", "embed", "canvas"),
        has_alternatives=all(map(_has_alternative, images)) and not _has_any_tag(pages, *AUDIO_TAGS),
        has_audio=_has_any_tag(pages, *AUDIO_TAGS),
        has_motion=_has_any_tag(pages, *MOTION_TAGS) or any(map(_is_animated_image, images)),
        has_formulas=_has_any_tag(pages, "math"),
        has_contents=bool(book.contents),
    )


def _has_any_tag(pages: list[HtmlPage], *names: str) -> bool:
    tags = [f"{{*}}{name}" for name in names]
    return any(next(page.tree.iter(*tags), None) is not None for page in pages)


def _has_alternative(image: Any) -> bool:
    return bool((image.get("alt") or image.get("aria-label") or "").strip())


def _is_animated_image(image: Any) -> bool:
    return str(image.get("src", "")).lower().endswith(ANIMATED_SUFFIXES)


MODE, SUFFICIENT = "schema:accessMode", "schema:accessModeSufficient"
FEATURE, HAZARD = "schema:accessibilityFeature", "schema:accessibilityHazard"
SUMMARY = "schema:accessibilitySummary"
# The terms of https://www.w3.org/community/reports/a11y-discov-vocab/ that the build may need.
_MODES = "auditory tactile textual visual"
_FINER = "chartOnVisual colorDependent diagramOnVisual mathOnVisual textOnVisual"
_FEATURES = (
    "ARIA alternativeText closedCaptions describedMath displayTransformability highContrastDisplay "
    "index largePrint latex longDescription MathML none openCaptions pageBreakMarkers "
    "pageNavigation readingOrder structuralNavigation tableOfContents timingControl transcript "
    "ttsMarkup unknown unlocked"
)
_HAZARDS = (
    "flashing motionSimulation sound none noFlashingHazard noMotionSimulationHazard noSoundHazard "
    "unknown unknownFlashingHazard unknownMotionSimulationHazard unknownSoundHazard"
)
KNOWN = {
    MODE: frozenset(f"{_MODES} {_FINER}".split()),
    SUFFICIENT: frozenset(_MODES.split()),
    FEATURE: frozenset(_FEATURES.split()),
    HAZARD: frozenset(_HAZARDS.split()),
}
CLAIMS = ("dcterms:conformsTo", "a11y:certifiedBy", "a11y:certifierCredential")


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each property that is missing or wrong."""
    book = read_ebook(built.path)
    if book is None:
        return
    metadata = read_accessibility_metadata(book)
    assessment = built.publication.find_assessment(built.target.language, "epub")
    messages = [
        *_check_presence(metadata),
        *_check_terms(metadata),
        *_check_against_content(metadata, detect_content_features(book)),
        *_check_claims(metadata, assessment),
    ]
    yield from (Violation(built.path, f"{book.name}: {message}") for message in messages)


def _check_presence(metadata: AccessibilityMetadata) -> Iterator[str]:
    for name in (*KNOWN, SUMMARY):
        if not any(metadata.get(name, ())):
            yield f"says nothing in {name}"
    if len(metadata.get(SUMMARY, ())) > 1:
        yield f"has {len(metadata[SUMMARY])} of {SUMMARY}, not one"


def _check_terms(metadata: AccessibilityMetadata) -> Iterator[str]:
    """Yield unknown terms, and terms that contradict each other."""
    for name, known_terms in KNOWN.items():
        terms = [term.strip() for value in metadata.get(name, ()) for term in value.split(",")]
        for term in terms:
            if term not in known_terms:
                yield f"says {term} in {name}, which is no term of it"
        if len(terms) > 1 and {"none", "unknown"} & set(terms):
            yield f"says none or unknown in {name} beside others"


def _check_against_content(metadata: AccessibilityMetadata, content: ContentFeatures) -> Iterator[str]:
    """Yield what is declared but absent, or present but not declared."""
    features = metadata.get(FEATURE, ())
    pairs = (
        (f"visual in {MODE}", "visual" in metadata.get(MODE, ()), content.has_images, "pictures"),
        (f"auditory in {MODE}", "auditory" in metadata.get(MODE, ()), content.has_audio, "sounds"),
        (f"MathML in {FEATURE}", "MathML" in features, content.has_formulas, "formulas"),
        (f"tableOfContents in {FEATURE}", "tableOfContents" in features, content.has_contents, "contents"),
    )
    for name, is_declared, is_present, what in pairs:
        if is_declared != is_present:
            verb, no = ("says", "no ") if is_declared else ("does not say", "")
            yield f"{verb} {name}, and has {no}{what}"
    if not content.has_alternatives:
        if "textual" in metadata.get(SUFFICIENT, ()):
            yield f"says textual in {SUFFICIENT}, and not every picture has words"
        if "alternativeText" in features:
            yield "says alternativeText, and not every picture has words"
    if "none" in metadata.get(HAZARD, ()) and content.has_motion:
        yield f"says none in {HAZARD}, and something in it may move or sound"


def _check_claims(metadata: AccessibilityMetadata, assessment: Assessment | None) -> Iterator[str]:
    """Yield claims that the register does not have, and claims of the register that are missing."""
    expected_claims = _make_expected_claims(assessment) if assessment else {}
    for name in CLAIMS:
        actual, expected = metadata.get(name, ()), expected_claims.get(name, ())
        if actual and not expected:
            yield f"says {actual[0]} in {name}, and the register does not"
        elif actual != expected:
            yield f"says {', '.join(actual) or 'nothing'} in {name}, and the register {expected[0]}"


def _make_expected_claims(assessment: Assessment) -> AccessibilityMetadata:
    name, version, level = assessment.standard.split()
    conforms = f"EPUB Accessibility 1.1 - {name} {version} Level {level}"
    credential = (assessment.credential,) if assessment.credential else ()
    return dict(zip(CLAIMS, ((conforms,), (assessment.by,), credential), strict=True))
