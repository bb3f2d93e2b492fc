"""Takes an e-book, gives what its package says wrongly, or not at all, of how it can be read.

What: the five properties of schema.org, in words that their vocabulary knows; that they fit the
documents: pictures and whether each has words, sounds, formulas, contents; that a claim of
conformance is the register's, which names who looked, when and at which version.
Example: `accessModeSufficient` textual where a picture has no alternative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.checks.row import Built, Fault
from build_tools.model import Assessment
from build_tools.seeing.ebook_access import (
    AccessibilityMetadata,
    ContentFeatures,
    detect_content_features,
    read_accessibility_metadata,
)
from build_tools.seeing.ebook_parts import read_ebook

MODE, SUFFICIENT = "schema:accessMode", "schema:accessModeSufficient"
FEATURE, HAZARD = "schema:accessibilityFeature", "schema:accessibilityHazard"
SUMMARY = "schema:accessibilitySummary"
# The terms of https://www.w3.org/community/reports/a11y-discov-vocab/ that the press may need.
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


def look(built: Built) -> Iterable[Fault]:
    """Yield a fault for each thing that is not said, or is not so."""
    book = read_ebook(built.whole)
    if book is None:
        return
    told = read_accessibility_metadata(book)
    looked = built.publication.find_assessment(built.target.language, "epub")
    messages = [
        *_missing(told),
        *_terms(told),
        *_fitting(told, detect_content_features(book)),
        *_claims(told, looked),
    ]
    yield from (Fault(built.whole, f"{book.name}: {message}") for message in messages)


def _missing(told: AccessibilityMetadata) -> Iterator[str]:
    for name in (*KNOWN, SUMMARY):
        if not any(told.get(name, ())):
            yield f"says nothing in {name}"
    if len(told.get(SUMMARY, ())) > 1:
        yield f"has {len(told[SUMMARY])} of {SUMMARY}, not one"


def _terms(told: AccessibilityMetadata) -> Iterator[str]:
    """Yield the terms that no reading app knows, and those that deny one another."""
    for name, known in KNOWN.items():
        terms = [term.strip() for value in told.get(name, ()) for term in value.split(",")]
        for term in terms:
            if term not in known:
                yield f"says {term} in {name}, which is no term of it"
        if len(terms) > 1 and {"none", "unknown"} & set(terms):
            yield f"says none or unknown in {name} beside others"


def _fitting(told: AccessibilityMetadata, there: ContentFeatures) -> Iterator[str]:
    """Yield what is said and not so, or so and not said."""
    features = told.get(FEATURE, ())
    sufficient = "textual" in told.get(SUFFICIENT, ())
    pairs = (
        (f"visual in {MODE}", "visual" in told.get(MODE, ()), there.has_images, "pictures"),
        (f"auditory in {MODE}", "auditory" in told.get(MODE, ()), there.has_audio, "sounds"),
        (f"MathML in {FEATURE}", "MathML" in features, there.has_formulas, "formulas"),
        (
            f"tableOfContents in {FEATURE}",
            "tableOfContents" in features,
            there.has_contents,
            "contents",
        ),
    )
    for name, is_said, is_there, what in pairs:
        if is_said != is_there:
            yield f"{'says' if is_said else 'does not say'} {name}, and has {'no ' * is_said}{what}"
    for name, is_said in (
        (f"textual in {SUFFICIENT}", sufficient),
        ("alternativeText", "alternativeText" in features),
    ):
        if is_said and not there.has_alternatives:
            yield f"says {name}, and not every picture has words"
    if "none" in told.get(HAZARD, ()) and there.has_motion:
        yield f"says none in {HAZARD}, and something in it may move or sound"


def _claims(told: AccessibilityMetadata, looked: Assessment | None) -> Iterator[str]:
    """Yield the claims that nobody has made, and those that somebody has and are not there."""
    right = _right(looked) if looked else {}
    for name in CLAIMS:
        given, wanted = told.get(name, ()), right.get(name, ())
        if given and not wanted:
            yield f"says {given[0]} in {name}, and the register does not"
        elif given != wanted:
            yield f"says {', '.join(given) or 'nothing'} in {name}, and the register {wanted[0]}"


def _right(looked: Assessment) -> AccessibilityMetadata:
    name, version, level = looked.standard.split()
    conforms = f"EPUB Accessibility 1.1 - {name} {version} Level {level}"
    credential = (looked.credential,) if looked.credential else ()
    return dict(zip(CLAIMS, ((conforms,), (looked.by,), credential), strict=True))
