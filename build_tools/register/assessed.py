"""Parse the tables `assessed.LANGUAGE.FORMAT` of a publication into assessments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from build_tools.model import Assessment, Publication
from build_tools.register import field_types, schema
from build_tools.register.schema import FieldParser
from build_tools.register.toml_document import TomlValue

STANDARDS = tuple(
    f"WCAG {version} {level}" for version in ("2.2", "2.1", "2.0") for level in ("AAA", "AA", "A")
)
ASSESSMENT_FIELDS: Mapping[str, FieldParser] = {
    "by": field_types.parse_required_text,
    "date": field_types.parse_date,
    "standard": schema.make_choice_parser(*STANDARDS),
    "version": schema.parse_text,
    "report": field_types.parse_url,
    "credential": schema.parse_text,
}
ASSESSMENT_EXAMPLES = {"by": '"…"', "date": str(date(2026, 11, 24)), "standard": '"WCAG 2.2 AA"'}


def parse_assessments(value: TomlValue) -> tuple[Assessment, ...]:
    """Return the assessments of a publication; raise UserError."""
    return tuple(
        _parse_assessment(language.key, entry)
        for language in value.get_table().values()
        for entry in language.get_table().values()
    )


def _parse_assessment(language: str, value: TomlValue) -> Assessment:
    fields = schema.parse_fields(value, ASSESSMENT_FIELDS)
    for key, example in ASSESSMENT_EXAMPLES.items():
        if key not in fields:
            raise value.make_error("missing", f"has no {key}", f"write {key} = {example}")
    return Assessment(language=language, format=value.key, **fields)


def reject_unknown_assessments(publication: Publication, value: TomlValue) -> None:
    """Raise UserError if an assessment is of an unknown edition or version."""
    for language in value.get_table().values():
        if language.key not in publication.languages:
            raise language.make_unknown_key_error(publication.languages)
        for entry in language.get_table().values():
            if entry.key not in publication.formats:
                raise entry.make_unknown_key_error(publication.formats)
            if publication.version and "version" not in entry.get_table():
                message, version = "does not say which version was looked at", publication.version
                raise entry.make_error(
                    "missing", message, f'write version = "{version}", if it was that'
                )
