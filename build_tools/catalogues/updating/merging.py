"""A catalogue brought up to date by msgmerge: takes a Draft, gives the Change, every word kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from build_tools.catalogues import programs
from build_tools.catalogues.fields import CREATED
from build_tools.catalogues.updating import keeping, wrapping
from build_tools.catalogues.updating.drafting import Chosen, Draft
from build_tools.catalogues.updating.headers import fields, in_utf8, with_fields
from build_tools.catalogues.updating.memory import Memory
from build_tools.catalogues.updating.model import NEAR, Catalogue, Change, Entry
from build_tools.catalogues.updating.parsing import parsed
from build_tools.catalogues.updating.printing import printed, quoted
from build_tools.catalogues.updating.shelf import Shelf
from build_tools.errors import UserError
from build_tools.model import Finding, Place

EXACT = "--no-fuzzy-matching"
Name = tuple[str, str]  # a page and a msgid of it


def with_near(draft: Draft, near: Mapping[str, str], memory: Memory) -> Draft:
    """Return a draft whose new messages have the nearest translation, fuzzy, with its origin."""
    page = draft.template.page
    chosen = tuple(_near(each, near, memory, page) for each in draft.chosen)
    count = sum(each.how == "near" for each in chosen)
    counts = replace(draft.counts, near=count, new=draft.counts.new - count)
    return replace(draft, chosen=chosen, counts=counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A draft as the file to write, what that file holds, and what came back from history."""

    draft: Draft
    change: Change
    after: Catalogue
    findings: tuple[Finding, ...]

    def line(self, msgid: str) -> int | None:
        """Return where a message stands in the new file."""
        return next((entry.line for entry in self.after.entries if entry.key == ("", msgid)), None)


def merged(draft: Draft, header: Entry, shelf: Shelf, lines: Mapping[Name, int]) -> Merged:
    """Return what msgmerge makes of a draft that is due, under a header.

    `lines` says where the entries of changed files stand now, by page and msgid; the files
    beside it on its shelf show how lines are broken. Raises Mendable `catalogue/update-lost`
    where a word of the old file would not be in the new one.
    """
    page = draft.template.page
    file = shelf.name(page)
    header = in_utf8(with_fields(header, draft.lost.fields))
    if draft.is_moved and CREATED in fields(header):
        header = with_fields(header, {CREATED: shelf.tongue.now})
    wrap = wrapping.options(draft.file, shelf.files.values())
    entries = (*(each.entry for each in draft.chosen), *draft.obsolete)
    definitions = printed(header, entries)
    template = _template(draft, header, lines)
    made = programs.merged(definitions, template, shelf.scratch, (EXACT, *wrap))
    made = _in_order(made, header, wrap)
    after = parsed(made.decode())
    if draft.file:
        _refuse_loss(draft.file.catalogue, after, file)
    change = Change(
        path=shelf.path(page),
        file=file,
        data=wrapping.line_ends(draft.file, made),
        counts=draft.counts,
        is_new=draft.file is None,
    )
    told = tuple(_recovered(draft, after, file))
    return Merged(draft=draft, change=change, after=after, findings=told)


def leans_on(draft: Draft) -> tuple[Name, ...]:
    """Return the entries that a draft names as the origin of what it offers."""
    origins = (each.origin for each in draft.chosen if each.how == "near")
    return tuple((each.page, each.entry.msgid) for each in origins if each)


def _near(each: Chosen, near: Mapping[str, str], memory: Memory, page: str) -> Chosen:
    origin = memory.exact(near.get(each.message.msgid, ""), page) if each.how == "new" else None
    if origin is None:
        return each
    entry = replace(
        each.entry,
        texts=origin.entry.texts,
        flags=("fuzzy",),
        former=(f"msgid {quoted(origin.entry.msgid)}",),
    )
    return replace(each, entry=entry, how="near", origin=origin)


def _template(draft: Draft, header: Entry, lines: Mapping[Name, int]) -> str:
    dated = fields(header).get(CREATED)
    first = in_utf8(with_fields(Entry(msgid=""), {CREATED: dated} if dated else {}))
    return printed(first, (_message(each, draft, lines) for each in draft.chosen))


def _message(each: Chosen, draft: Draft, lines: Mapping[Name, int]) -> Entry:
    """Return a message as the template has it, with what msgmerge takes from there alone."""
    entry = each.entry
    flags = tuple(flag for flag in (*each.message.flags, *entry.flags) if flag != "fuzzy")
    return Entry(
        msgid=each.message.msgid,
        flags=tuple(dict.fromkeys(flags)),
        extracted=(*(each.message.extracted or entry.said), *_origin(each, lines)),
        places=draft.manner.written(each.message.places),
    )


def _origin(each: Chosen, lines: Mapping[Name, int]) -> Iterable[str]:
    if each.how == "near" and each.origin:
        page, entry = each.origin.page, each.origin.entry
        return (f"{NEAR}{page}.po:{lines.get((page, entry.msgid), entry.line)}",)
    if not each.entry.is_fuzzy:
        return ()
    return (line for line in each.entry.extracted if line.startswith(NEAR))


def _in_order(made: bytes, header: Entry, wrap: tuple[str, ...]) -> bytes:
    """Put the fields of the header back into the order that they had."""
    after = parsed(made.decode())
    if after.header.texts == header.texts:
        return made
    first = replace(after.header, texts=header.texts)
    return programs.again(printed(first, after.entries).encode(), wrap)


def _refuse_loss(old: Catalogue, new: Catalogue, file: str) -> None:
    entry = keeping.lost(old, new)
    if entry is not None:
        raise UserError(
            "catalogue/update-lost",
            f"an update would lose what “{_short(entry.msgid)}” has: the file is left as it is",
            remedy="give that entry a catalogue of its own, or write it anew",
            place=Place(file=file, line=entry.line, message_id=entry.msgid),
            exit_code=1,
        )


def _recovered(draft: Draft, after: Catalogue, file: str) -> Iterator[Finding]:
    lines = {entry.key: entry.line for entry in after.entries}
    for each in draft.chosen:
        if each.how == "recovered" and each.origin:
            told = f"had lost its translation, which is back from commit {each.origin.commit}"
            yield _finding(each.entry, told, lines, file)
    for entry in draft.lost.entries:
        if entry.key not in {each.message.key for each in draft.chosen}:
            told = f"was lost, and is back among the obsolete from commit {draft.lost.commit}"
            yield _finding(entry, told, lines, file)
    if draft.lost.fields:
        names = ", ".join(draft.lost.fields)
        told = f"had lost {names}, back from commit {draft.lost.commit}"
        yield _finding(replace(after.header, msgid=""), told, {("", ""): after.header.line}, file)


def _finding(entry: Entry, told: str, lines: Mapping[tuple[str, str], int], file: str) -> Finding:
    named = f"“{_short(entry.msgid)}”" if entry.msgid else "the header"
    return Finding(
        code="catalogue/recovered",
        severity="warning",
        message=f"{named} {told}",
        place=Place(file=file, line=lines.get(entry.key), message_id=entry.msgid),
    )


def _short(msgid: str) -> str:
    words = " ".join(msgid.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
