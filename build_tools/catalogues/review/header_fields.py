"""Read, change and create the header of a catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from build_tools.catalogues.gettext_programs import make_syntax_error, run_gettext_program
from build_tools.catalogues.po_escapes import decode_lone_bytes, quote_po_string, unescape_po_string
from build_tools.catalogues.po_model import Entry, Template, UpdateRequest
from build_tools.catalogues.po_parser import find_charset, find_header
from build_tools.model import Origin, format_locale_name

CREATED = "POT-Creation-Date"
REVISED = "PO-Revision-Date"
ORIGIN = "X-Translation-Origin"
STATE = "X-Review-State"
REVIEWED_BY = "X-Reviewed-By"
APPROVED_BY = "X-Approved-By"
DIGESTS = "X-Review-Digests"


def get_header_field(lines: Sequence[str], name: str) -> str:
    """Return a field's value, or an empty string; names are compared without case."""
    values = (line.partition(":")[2] for line in lines if _is_field_line(line, name))
    return next(values, "").strip()


def replace_header_fields(lines: Sequence[str], changes: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the lines with fields set; None takes a field away.

    A field stays where it is; new ones follow the last of those that were there.
    """
    result: list[str] = []
    new = {name: f"{name}: {text}" for name, text in changes.items() if text is not None}
    insert_index = 0
    for line in lines:
        name = next((one for one in changes if _is_field_line(line, one)), None)
        if name is None:
            result.append(line)
        elif changes[name] is not None:
            result.append(f"{name}: {changes[name]}")
            new.pop(name, None)
            insert_index = len(result)
    insert_index = insert_index or len(result)
    return (*result[:insert_index], *new.values(), *result[insert_index:])


def _is_field_line(line: str, name: str) -> bool:
    return line.lower().startswith(f"{name.lower()}:")


# A header from its msgid on; a comment is no part of it.
_ENTRY = re.compile(
    rb'[ \t]*msgid[ \t]*""[ \t]*\r?\n(?:[ \t]*""[ \t]*\r?\n)*'
    rb'[ \t]*msgstr[ \t]*("[^\n]*(?:\n[ \t]*"[^\n]*)*)(?:\n|\Z)'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderEntry:
    """Describe a header in its file: `start` to `end` are its bytes, `lines` its fields."""

    start: int
    end: int
    lines: tuple[str, ...]
    charset: str


def find_header_entry(po: bytes, file: str) -> HeaderEntry:
    """Return the header of a catalogue that gettext accepts.

    Raises UserError `catalogue/syntax` if it is written as only gettext can read it.
    """
    match = _ENTRY.match(po, _find_line_start(po, find_header(po).line))
    if match is None:
        remedy = f"write it as every tool does: msgcat -o {file} {file}"
        raise make_syntax_error(file, 1, "the header is not an entry of its own lines", remedy)
    charset = find_charset(po)
    strings = (line.strip() for line in match[1].decode(charset).split("\n"))
    text = "".join(unescape_po_string(string[1:-1]) for string in strings)
    lines = tuple(decode_lone_bytes(text, charset).removesuffix("\n").split("\n"))
    return HeaderEntry(start=match.start(), end=match.end(), lines=lines, charset=charset)


def _find_line_start(po: bytes, line: int) -> int:
    """Return the position of a line, counted from 1."""
    return sum(len(each) for each, _ in zip(BytesIO(po), range(line - 1), strict=False))


def rewrite_header(po: bytes, old: HeaderEntry, lines: Sequence[str]) -> bytes:
    """Return a catalogue whose header has other lines, as msgcat writes them; keep the rest.

    The header is wrapped as it was. Raises UnicodeEncodeError if the charset lacks a character.
    """
    wrap_options = (["--no-wrap"], []) if _has_long_lines(po) else ([], ["--no-wrap"])
    old_bytes = po[old.start : old.end].replace(b"\r\n", b"\n")
    options = next(
        (way for way in wrap_options if _format_header(old.lines, old.charset, way) == old_bytes),
        wrap_options[0],
    )
    entry = _format_header(lines, old.charset, options)
    if b"\r\n" in po[old.start : old.end]:
        entry = entry.replace(b"\n", b"\r\n")
    return po[: old.start] + entry + po[old.end :]


def _has_long_lines(po: bytes) -> bool:
    """Return whether a file's lines are not wrapped: one is longer than gettext would write."""
    return any(len(line) > 240 or (len(line) > 80 and line.isascii()) for line in po.split(b"\n"))


def _format_header(lines: Sequence[str], charset: str, options: Sequence[str]) -> bytes:
    """Return a header as msgcat writes it; msgcat's input lives as long as this call."""
    text = "\n".join(quote_po_string(f"{line}\n") for line in lines)
    entry = f'msgid ""\nmsgstr ""\n{text}\n'
    return run_gettext_program("msgcat", ("--force-po", *options, "-"), entry.encode(charset))


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
        project = {"Project-Id-Version": template.project, "Report-Msgid-Bugs-To": ""}
        fields = {**project, **dates, **_make_language_fields(request.tag, template.translation_origin)}
        return Entry(msgid="", msgstr=(_join_fields(fields),), comments=template.comments)
    kept = {
        name: value
        for name, value in parse_header_fields(like).items()
        if not name.startswith(PROGRAMS) and (name == STATE or not name.startswith(REVIEW_PREFIXES))
    }
    text = _join_fields(kept | dates | {STATE: "draft"})
    return set_utf8_charset(Entry(msgid="", msgstr=(text,), comments=like.comments or template.comments))


def _join_fields(fields: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _find_plural_forms(tag: str) -> str:
    """Return a language's plural rule as gettext writes it; that of English if it is unknown."""
    from babel.messages.plurals import DEFAULT_PLURAL, PLURALS

    parts = tag.split("-")
    names = ("_".join(parts[:size]) for size in range(len(parts), 0, -1))
    number, rule = next((PLURALS[name] for name in names if name in PLURALS), DEFAULT_PLURAL)
    return f"nplurals={number}; plural={rule};"


def _make_language_fields(tag: str, origin: Origin) -> dict[str, str]:
    return {
        "Last-Translator": "",
        "Language-Team": "",
        "Language": format_locale_name(tag),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _find_plural_forms(tag),
        STATE: "draft",
        ORIGIN: origin,
    }
