"""Headers of catalogues: takes an entry's fields, gives the header of a new or mended catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from build_tools.catalogues.fields import CREATED, ORIGIN, REVISED, STATE, changed
from build_tools.catalogues.updating.model import Entry, Template, Tongue
from build_tools.model import format_locale_name

REVIEWS = ("X-Review", "X-Approved")
# Who wrote a file last is no loss.
PROGRAMS = ("Generated-By", "X-Generator", "X-Poedit")
_CHARSET = re.compile(r"(charset=)[\w.:-]+")


def fields(header: Entry) -> dict[str, str]:
    """Return the fields of a header by name, in their order."""
    lines = (line.partition(":") for line in header.texts[0].split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in lines}


def with_fields(header: Entry, given: Mapping[str, str]) -> Entry:
    """Return a header with fields changed, or added at its end."""
    lines = header.texts[0].rstrip("\n").split("\n") if header.texts[0].strip() else []
    return replace(header, texts=("\n".join(changed(lines, given)) + "\n",))


def in_utf8(header: Entry) -> Entry:
    """Return a header that says UTF-8, whatever it said."""
    if "charset=" not in header.texts[0]:
        return with_fields(header, {"Content-Type": "text/plain; charset=UTF-8"})
    return replace(header, texts=(_CHARSET.sub(r"\1UTF-8", header.texts[0]),))


def begun(tongue: Tongue, template: Template, like: Entry | None) -> Entry:
    """Return the header of a new catalogue, a draft.

    It is as that of a catalogue beside it, `like`, where there is one.
    """
    dates = {CREATED: tongue.now, REVISED: tongue.now}
    if like is None:
        lines = {**_first(template), **dates, **_last(tongue.tag)}
        text = "".join(f"{name}: {value}\n" for name, value in lines.items())
        return Entry(msgid="", texts=(text,), comments=template.comments)
    reviewed = {name for name in fields(like) if name.startswith(REVIEWS)} - {STATE}
    kept = {n: v for n, v in fields(like).items() if not n.startswith(PROGRAMS)}
    lines = {n: v for n, v in kept.items() if n not in reviewed} | dates | {STATE: "draft"}
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return in_utf8(Entry(msgid="", texts=(text,), comments=like.comments or template.comments))


def plural_forms(tag: str) -> str:
    """Return how a language counts, as gettext writes it; as in English where nobody knows."""
    from babel.messages.plurals import DEFAULT_PLURAL, PLURALS

    parts = tag.split("-")
    names = ("_".join(parts[:size]) for size in range(len(parts), 0, -1))
    number, rule = next((PLURALS[name] for name in names if name in PLURALS), DEFAULT_PLURAL)
    return f"nplurals={number}; plural={rule};"


def _first(template: Template) -> dict[str, str]:
    return {"Project-Id-Version": template.project, "Report-Msgid-Bugs-To": ""}


def _last(tag: str) -> dict[str, str]:
    return {
        "Last-Translator": "",
        "Language-Team": "",
        "Language": format_locale_name(tag),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(tag),
        STATE: "draft",
        ORIGIN: "person",
    }
