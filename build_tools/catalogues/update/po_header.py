"""Change the fields of a catalogue's header, and create the header of a new catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from build_tools.catalogues.po_model import Entry, Template, UpdateRequest
from build_tools.catalogues.review.header_fields import CREATED, ORIGIN, REVISED, STATE, replace_header_fields
from build_tools.model import format_locale_name

REVIEW_PREFIXES = ("X-Review", "X-Approved")
# Who wrote a file last is no loss.
PROGRAMS = ("Generated-By", "X-Generator", "X-Poedit")
_CHARSET = re.compile(r"(charset=)[\w.:-]+")


def parse_header_fields(header: Entry) -> dict[str, str]:
    """Return the fields of a header by name, in their order."""
    lines = (line.partition(":") for line in header.msgstr[0].split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in lines}


def set_header_fields(header: Entry, changes: Mapping[str, str]) -> Entry:
    """Return a header with fields changed, or added at its end."""
    lines = header.msgstr[0].rstrip("\n").split("\n") if header.msgstr[0].strip() else []
    return replace(header, msgstr=("\n".join(replace_header_fields(lines, changes)) + "\n",))


def set_utf8_charset(header: Entry) -> Entry:
    """Return a header that names UTF-8 as its charset."""
    if "charset=" not in header.msgstr[0]:
        return set_header_fields(header, {"Content-Type": "text/plain; charset=UTF-8"})
    return replace(header, msgstr=(_CHARSET.sub(r"\1UTF-8", header.msgstr[0]),))


def create_header(request: UpdateRequest, template: Template, like: Entry | None) -> Entry:
    """Return the header of a new catalogue, which is a draft.

    It follows the header of a catalogue beside it, `like`, if there is one.
    """
    dates = {CREATED: request.creation_date, REVISED: request.creation_date}
    if like is None:
        lines = {**_make_project_fields(template), **dates, **_make_language_fields(request.tag)}
        text = "".join(f"{name}: {value}\n" for name, value in lines.items())
        return Entry(msgid="", msgstr=(text,), comments=template.comments)
    review_fields = {name for name in parse_header_fields(like) if name.startswith(REVIEW_PREFIXES)} - {STATE}
    fields = {n: v for n, v in parse_header_fields(like).items() if not n.startswith(PROGRAMS)}
    lines = {n: v for n, v in fields.items() if n not in review_fields} | dates | {STATE: "draft"}
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    comments = like.comments or template.comments
    return set_utf8_charset(Entry(msgid="", msgstr=(text,), comments=comments))


def find_plural_forms(tag: str) -> str:
    """Return a language's plural rule as gettext writes it; that of English if it is unknown."""
    from babel.messages.plurals import DEFAULT_PLURAL, PLURALS

    parts = tag.split("-")
    names = ("_".join(parts[:size]) for size in range(len(parts), 0, -1))
    number, rule = next((PLURALS[name] for name in names if name in PLURALS), DEFAULT_PLURAL)
    return f"nplurals={number}; plural={rule};"


def _make_project_fields(template: Template) -> dict[str, str]:
    return {"Project-Id-Version": template.project, "Report-Msgid-Bugs-To": ""}


def _make_language_fields(tag: str) -> dict[str, str]:
    return {
        "Last-Translator": "",
        "Language-Team": "",
        "Language": format_locale_name(tag),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": find_plural_forms(tag),
        STATE: "draft",
        ORIGIN: "person",
    }
