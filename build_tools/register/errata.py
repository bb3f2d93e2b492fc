"""Read `source/errata.toml`: the mistakes that readers found in published editions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from build_tools.model import Erratum, Publication
from build_tools.paths import Root
from build_tools.register import field_types
from build_tools.register.field_types import FieldParser
from build_tools.register.successors import fold_label
from build_tools.register.toml_document import TomlValue, find_near_word, read_toml

ERRATA = "errata"
# Spaces that do not break and joiners: what is copied from an edition has them, and they print nothing.
_COPIED_CHARACTERS = str.maketrans("", "", "\u00a0\u202f\u200c\u200d")


def _parse_label(value: TomlValue) -> str:
    return fold_label(field_types.parse_required_text(value))


def _parse_quotation(value: TomlValue) -> str:
    """Return words of an edition, as they stand in it or should."""
    if isinstance(value.value, str):
        plain = value.value.translate(_COPIED_CHARACTERS)
        field_types.parse_required_text(TomlValue(value.document, value.path, plain))
        return value.value.strip()
    return field_types.parse_required_text(value)


ERRATUM_FIELDS: Mapping[str, FieldParser] = MappingProxyType(
    {
        "publication": field_types.parse_required_text,
        "article": _parse_label,
        "version": field_types.parse_required_text,
        "language": field_types.parse_language_tag,
        "wrong": _parse_quotation,
        "right": _parse_quotation,
        "state": field_types.make_choice_parser("reported", "verified"),
        "date": field_types.parse_date,
    }
)
ERRATUM_EXAMPLES: Mapping[str, str] = MappingProxyType({"state": '"reported"', "date": "2026-11-24"})


def read_errata(root: Root, published: tuple[Publication, ...]) -> tuple[Erratum, ...]:
    """Return the errata of a root in their order, none without the file. Raises UserError for a wrong one."""
    try:
        top_table = read_toml(root.errata, root.relativize(root.errata))
    except FileNotFoundError:
        return ()
    value = field_types.get_known_entries(top_table, (ERRATA,)).get(ERRATA)
    return tuple(_parse_erratum(entry, published) for entry in _get_tables(value)) if value else ()


def _get_tables(value: TomlValue) -> list[TomlValue]:
    is_list = isinstance(value.value, list)
    if not is_list or not all(isinstance(entry.value, dict) for entry in value.get_array()):
        raise value.make_type_error("a list of tables", f"write [[{ERRATA}]] above the keys of each")
    return value.get_array()


def _parse_erratum(value: TomlValue, published: tuple[Publication, ...]) -> Erratum:
    fields = field_types.parse_fields(value, ERRATUM_FIELDS)
    for key in ERRATUM_FIELDS:
        if key not in fields:
            example = ERRATUM_EXAMPLES.get(key, '"…"')
            raise value.make_error("missing", f"has no {key}", f"write {key} = {example}")
    erratum = Erratum(**fields, line=value.document.find_line(value.path))
    _reject_unknown_edition(value, erratum, published)
    if erratum.wrong == erratum.right:
        remedy = "write what the edition says as wrong, and what it should say as right"
        raise value.get_table()["right"].make_error("bad-value", "is the same text as wrong", remedy)
    return erratum


def _reject_unknown_edition(value: TomlValue, erratum: Erratum, published: tuple[Publication, ...]) -> None:
    languages = {one.id: one.all_languages for one in published}
    _reject_unknown_word(value, "publication", "publication of the register", languages)
    _reject_unknown_word(
        value, "language", f"language of {erratum.publication}", languages[erratum.publication]
    )


def _reject_unknown_word(value: TomlValue, key: str, kind: str, known: Collection[str]) -> None:
    entry = value.get_table()[key]
    if entry.value not in known:
        near = find_near_word(str(entry.value), known)
        listed = f"known are {', '.join(known)}"
        remedy = f'write "{near}", the nearest; {listed}' if near else f"write another: {listed}"
        raise entry.make_error("bad-value", f'is "{entry.value}", which is no {kind}', remedy)
