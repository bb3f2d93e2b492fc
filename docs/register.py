"""Write docs/register.md: every key of the register, as the code reads it.

Run it with the environment's Python after a change of the keys:

    .venv/bin/python docs/register.py

Keys and types come from the parsers of `build_tools/register/`, defaults from `build_tools/model/`; what
a key is for, and an example, stand in docs/register/. A test compares the file with what this writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Assessment, Publication, Publisher, Register
from build_tools.register import languages, publications
from build_tools.register.field_types import FieldParser
from build_tools.register.toml_document import KeyPath, TomlDocument, TomlValue, map_key_lines

FILE = Path(__file__).resolve().with_name("register.md")
EXAMPLES = FILE.with_name("register")
SAMPLE_LANGUAGE = "pt-BR"
EXPECTED = re.compile(r", (?:not|no) (.*)$")
# Keys that the model has by another name.
FIELD_NAMES = {"articles": "numbering", "assessed": "assessments", "fonts": "text", "isbn": "isbns"}
HEAD = """# The register

`source/publications.toml` says what is published, `locale/languages.toml` how languages are set. Both are
[TOML](https://toml.io). A key that is not here is an error, with its line and the nearest known key.

This page is written by `.venv/bin/python docs/register.py`: keys, types and defaults are those of the code.
What each key is for stands in `docs/register/`.
"""
SECTIONS = {
    "register": "## Above all tables\n\nOptional; it stands before the first table.\n",
    "publisher": "## The publisher: `[publisher]`\n\nOptional, and so is each key.\n",
    "publication": (
        "## A publication: `[publications.charter]`\n\n"
        "Its id is the name of its folder in `source/`: a to z, 0 to 9 and -, and never changes.\n"
    ),
    "assessment": "## An assessment: `[publications.charter.assessed.fr.epub]`\n",
    "language": (
        "## A language: `[pt-BR]` in `locale/languages.toml`\n\n"
        "The file is optional: it holds what Unicode's data (Babel) lacks. The values of your own root go\n"
        "before those of this project's `locale/languages.toml`; `[pt]` applies to `pt-BR` too, but for\n"
        "name, direction, script and forms. Defaults are those of pt-BR.\n"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Describe a table of keys: its parsers, its defaults by key, and where its example stands."""

    parsers: Mapping[str, FieldParser]
    defaults: Mapping[str, object]
    file: str
    path: KeyPath


def list_tables() -> dict[str, Table]:
    """Return the tables of both files, by the name of their section."""
    charter = ("publications", "charter")
    publication_fields = {**publications.PUBLICATION_FIELDS, "assessed": publications.parse_assessments}
    sample = languages.resolve_language(SAMPLE_LANGUAGE, ())
    sample_defaults = {field.name: getattr(sample, field.name) for field in fields(sample)}
    return {
        "register": Table(
            parsers=publications.TOP_FIELDS,
            defaults=_read_defaults(Register),
            file="publications.toml",
            path=(),
        ),
        "publisher": Table(
            parsers=publications.PUBLISHER_FIELDS,
            defaults=_read_defaults(Publisher),
            file="publications.toml",
            path=("publisher",),
        ),
        "publication": Table(
            parsers=publication_fields,
            defaults=_read_defaults(Publication),
            file="publications.toml",
            path=charter,
        ),
        "assessment": Table(
            parsers=publications.ASSESSMENT_FIELDS,
            defaults=_read_defaults(Assessment),
            file="publications.toml",
            path=(*charter, "assessed", "fr", "epub"),
        ),
        "language": Table(
            parsers=languages.LANGUAGE_FIELDS,
            defaults={**sample_defaults, "forms": SAMPLE_LANGUAGE},
            file="languages.toml",
            path=(SAMPLE_LANGUAGE,),
        ),
    }


def _read_defaults(model: type[Register | Publisher | Publication | Assessment]) -> dict[str, object]:
    """Return the default of each field of a class; one without a default is required."""
    found: dict[str, object] = {}
    for field in fields(model):
        if field.default is not MISSING:
            found[field.name] = field.default
        elif field.default_factory is not MISSING:
            found[field.name] = field.default_factory()
    return found


def describe_type(parser: FieldParser, value: object = " ") -> str:
    """Return what a parser takes, in the words with which it refuses a wrong value."""
    try:
        parser(TomlValue(TomlDocument("", ""), ("key",), value))
    except UserError as error:
        expected = EXPECTED.search(error.message)
        words = expected[1] if expected else error.message
        if words == "a list" or words.startswith("a list of one"):
            return f"{words}: {describe_type(parser, [' '])}"
        return words.replace("language tag (BCP 47) that is known", "a language tag (BCP 47)")
    return "a text"


def format_default(table: Table, key: str) -> str:
    """Return the default of a key as TOML writes it; a dash for nothing."""
    name = FIELD_NAMES.get(key, key)
    if name not in table.defaults:
        return "required"
    return _format_value(table.defaults[name]) or "–"


def _format_value(value: object) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return f"`[{', '.join(_quote(str(part)) for part in value)}]`" if value else ""
    return f"`{_quote(str(value))}`" if value else ""


def _quote(text: str) -> str:
    return '"' + text.replace("\u00a0", "\\u00A0").replace("\u202f", "\\u202F") + '"'


def read_example(table: Table, key: str) -> tuple[str, str]:
    """Return what a key is for, and the line of its example; raise KeyError if docs/register/ lacks it."""
    text = (EXAMPLES / table.file).read_text(encoding="utf-8")
    number, lines = map_key_lines(text).get((*table.path, key)), text.splitlines()
    if number is None:
        raise KeyError(f"docs/register/{table.file} has no {key}")
    above = number - 1
    while lines[above - 1].startswith("# "):
        above -= 1
    meaning = " ".join(line.removeprefix("# ") for line in lines[above : number - 1])
    if not meaning:
        raise KeyError(f"docs/register/{table.file} does not say what {key} is for")
    return meaning, lines[number - 1]


def write_manual() -> str:
    """Return the text of docs/register.md."""
    return "\n".join(_iter_lines())


def _iter_lines() -> Iterator[str]:
    yield HEAD
    for name, table in list_tables().items():
        yield SECTIONS[name]
        yield "| key | value | default | for | example |"
        yield "|---|---|---|---|---|"
        for key, parser in table.parsers.items():
            meaning, example = read_example(table, key)
            default = format_default(table, key)
            yield f"| `{key}` | {describe_type(parser)} | {default} | {meaning} | `{example}` |"
        yield ""


if __name__ == "__main__":
    FILE.write_text(write_manual(), encoding="utf-8")
