"""Takes the tables `assessed.LANGUAGE.FORMAT` of a publication, gives who looked at what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from build_tools.model import Assessment, Publication
from build_tools.register import kinds, values
from build_tools.register.document import Spot
from build_tools.register.values import Check

STANDARDS = tuple(
    f"WCAG {version} {level}" for version in ("2.2", "2.1", "2.0") for level in ("AAA", "AA", "A")
)
ASSESSED: Mapping[str, Check] = {
    "by": kinds.filled,
    "date": kinds.day,
    "standard": values.one_of(*STANDARDS),
    "version": values.text,
    "report": kinds.url,
    "credential": values.text,
}
EXAMPLES = {"by": '"…"', "date": str(date(2026, 11, 24)), "standard": '"WCAG 2.2 AA"'}


def assessed(spot: Spot) -> tuple[Assessment, ...]:
    """Return what is known of each edition in each format; raises Mendable."""
    return tuple(
        _assessment(language.key, entry)
        for language in spot.table().values()
        for entry in language.table().values()
    )


def _assessment(language: str, spot: Spot) -> Assessment:
    given = values.fields(spot, ASSESSED)
    for key, example in EXAMPLES.items():
        if key not in given:
            raise spot.mistake("missing", f"has no {key}", f"write {key} = {example}")
    return Assessment(language=language, format=spot.key, **given)


def refuse_strangers(publication: Publication, spot: Spot) -> None:
    """Raise Mendable where an assessment is of an edition or a version that is not there."""
    for language in spot.table().values():
        if language.key not in publication.languages:
            raise language.unknown_key(publication.languages)
        for entry in language.table().values():
            if entry.key not in publication.formats:
                raise entry.unknown_key(publication.formats)
            if publication.version and "version" not in entry.table():
                says, version = "does not say which version was looked at", publication.version
                raise entry.mistake("missing", says, f'write version = "{version}", if it was that')
