"""A page's catalogue as it should be: takes its template, its file and a memory, gives a Draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from build_tools.catalogues.updating.memory import Memory, Origin
from build_tools.catalogues.updating.model import Catalogue, Counts, Entry, File, Key, Template
from build_tools.catalogues.updating.places import Manner, manner, same
from build_tools.catalogues.updating.printing import quoted
from build_tools.catalogues.updating.recovery import Lost

How = Literal["kept", "new", "revived", "moved", "near", "recovered"]
NOTHING = Catalogue(header=Entry(msgid=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a message gets, how, and from where."""

    message: Entry
    entry: Entry
    how: How
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a catalogue is to hold: `chosen` in the order of the source, `obsolete` after it.

    `is_due` says whether its file has to be written, `is_moved` whether the source is why.
    """

    template: Template
    file: File | None
    chosen: tuple[Chosen, ...]
    obsolete: tuple[Entry, ...] = ()
    lost: Lost = field(default_factory=Lost)
    manner: Manner = field(default_factory=Manner)
    counts: Counts = field(default_factory=Counts)
    is_due: bool = False
    is_moved: bool = False

    @property
    def wanted(self) -> tuple[str, ...]:
        """The messages that are new here and that nothing fills."""
        return tuple(each.message.msgid for each in self.chosen if each.how == "new")

    @property
    def missing(self) -> tuple[str, ...]:
        """The messages that have no text."""
        return tuple(each.message.msgid for each in self.chosen if not each.entry.has_text)


def draft(
    template: Template,
    file: File | None,
    memory: Memory,
    *,
    lost: Lost,
    recovered: Mapping[str, Origin],
) -> Draft:
    """Return what a page's catalogue should hold, every word of the old one in it."""
    held = file.catalogue if file else NOTHING
    own = _Own(live=held.live, fuzzy={e.key: e for e in held.obsolete if e.has_text})
    chosen = tuple(
        _chosen(message, template.page, own, memory, recovered) for message in template.entries
    )
    keys = {each.message.key for each in chosen}
    rest = [entry for entry in held.live.values() if entry.key not in keys and entry.has_text]
    back = [_obsolete(entry) for entry in lost.entries if entry.key not in keys]
    chosen, obsolete = _settled(chosen, [*rest, *held.obsolete, *back])
    style = manner(file.catalogue if file else None)
    is_moved = held.live.keys() != keys or not all(_is_placed(e, own, style) for e in chosen)
    how = Counter(each.how for each in chosen)
    return Draft(
        template=template,
        file=file,
        chosen=chosen,
        obsolete=obsolete,
        lost=lost,
        manner=style,
        counts=Counts(
            new=how["new"],
            revived=how["revived"],
            moved=how["moved"],
            recovered=how["recovered"] + len(back),
            obsolete=len(rest),
        ),
        is_due=is_moved or how["kept"] < len(chosen) or bool(back or lost.fields) or _twice(held),
        is_moved=is_moved,
    )


def archived(file: File) -> Draft:
    """Return the catalogue of a page that is gone: all of it obsolete, and left so."""
    template = Template(page=file.page)
    return draft(template, file, Memory(), lost=Lost(), recovered={})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    live: Mapping[Key, Entry]
    fuzzy: Mapping[Key, Entry]


def _chosen(
    message: Entry, page: str, own: _Own, memory: Memory, recovered: Mapping[str, Origin]
) -> Chosen:
    entry = own.live.get(message.key)
    if entry and entry.is_translated and entry.plural is None:
        return Chosen(message=message, entry=entry, how="kept")
    origin = recovered.get(message.msgid) or memory.exact(message.msgid, page)
    if origin:
        how: How = "recovered" if origin.commit else "revived" if origin.page == page else "moved"
        return Chosen(
            message=message, entry=_filled(message, entry, origin), how=how, origin=origin
        )
    if entry:
        return Chosen(message=message, entry=_singular(entry), how="kept")
    unsure = own.fuzzy.get(message.key)
    if unsure:
        return Chosen(message=message, entry=replace(unsure, obsolete=False), how="revived")
    return Chosen(message=message, entry=Entry(msgid=message.msgid), how="new")


def _filled(message: Entry, entry: Entry | None, origin: Origin) -> Entry:
    found = origin.entry
    before = entry or Entry(msgid=message.msgid)
    filled = replace(
        before,
        texts=found.texts,
        plural=None,
        flags=tuple(flag for flag in before.flags if flag != "fuzzy"),
        comments=_together(before.comments, found.comments),
        former=(),
    )
    return _absorbed(filled, before, "draft")


def _singular(entry: Entry) -> Entry:
    """Return an entry with plural forms as one without, which is what Sphinx looks up."""
    if entry.plural is None:
        return entry
    others = tuple(f" plural: {quoted(text)}" for text in entry.texts[1:] if text.strip())
    flags = entry.flags if entry.is_fuzzy or not entry.has_text else (*entry.flags, "fuzzy")
    return replace(
        entry,
        texts=entry.texts[:1],
        plural=None,
        flags=flags,
        comments=_together(entry.comments, others),
    )


def _settled(
    chosen: tuple[Chosen, ...], gone: Iterable[Entry]
) -> tuple[tuple[Chosen, ...], tuple[Entry, ...]]:
    """Give each key one entry; what else was written under it becomes a comment of that one."""
    live = {each.message.key: each for each in chosen}
    obsolete: dict[Key, Entry] = {}
    for entry in gone:
        if entry.key in live:
            each = live[entry.key]
            live[entry.key] = replace(each, entry=_absorbed(each.entry, entry, "obsolete"))
        elif entry.key in obsolete:
            obsolete[entry.key] = _absorbed(obsolete[entry.key], entry, "obsolete")
        else:
            obsolete[entry.key] = entry
    return tuple(live.values()), tuple(obsolete.values())


def _absorbed(kept: Entry, other: Entry, word: str) -> Entry:
    texts = (text for text in other.texts if text.strip() and text not in kept.texts)
    told = tuple(f" {word}: {quoted(text)}" for text in texts)
    return replace(kept, comments=_together(kept.comments, other.comments, told))


def _together(*several: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for lines in several for line in lines))


def _obsolete(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, places=())


def _is_placed(each: Chosen, own: _Own, style: Manner) -> bool:
    """Say whether the file has the places of a message, and what the source says of it."""
    before = own.live.get(each.message.key)
    if before is None:
        return False
    said = each.message.extracted
    placed = same(before.places, style.written(each.message.places))
    return placed and (not said or said == before.said)


def _twice(held: Catalogue) -> bool:
    """Say whether gettext would refuse a catalogue for a key that is there more than once."""
    return len({entry.key for entry in held.entries}) < len(held.entries)
