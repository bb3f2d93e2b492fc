"""Plan a page's catalogue: choose an entry for each message of its template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from build_tools.catalogues.gettext_programs import is_wrapped
from build_tools.catalogues.po_escapes import quote_po_string
from build_tools.catalogues.po_model import Catalogue, Counts, Entry, Key, PoFile, Template
from build_tools.catalogues.update.recovery import LostContent
from build_tools.catalogues.update.translation_memory import StoredTranslation, TranslationMemory

_UP = re.compile(r"^(?:\.\./)*")
_LINE = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceStyle:
    """Describe how a catalogue writes references: at all, and after which `../`."""

    has_references: bool = True
    parent_prefix: str = "../../"

    def format_references(self, references: Iterable[str]) -> tuple[str, ...]:
        """Return references in the style of this catalogue, without lines, which change with every edit."""
        if not self.has_references:
            return ()
        files = (_LINE.sub("", place) for place in references)
        return tuple(dict.fromkeys(_UP.sub(self.parent_prefix, file, count=1) for file in files))


def _detect_reference_style(catalogue: Catalogue) -> ReferenceStyle:
    """Return the style of a catalogue; that of sphinx-intl if it has no entries yet."""
    if not catalogue.live_entries:
        return ReferenceStyle()
    references = [p for entry in catalogue.live_entries.values() for p in entry.references]
    if not references:
        return ReferenceStyle(has_references=False)
    prefix = _UP.match(references[0])
    return ReferenceStyle(parent_prefix=prefix[0] if prefix else "")


ChoiceKind = Literal["kept", "new", "revived", "moved", "near", "recovered", "respelled", "filled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Hold the entry chosen for a message, the kind of choice, and its origin."""

    message: Entry
    entry: Entry
    kind: ChoiceKind
    origin: StoredTranslation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    """Hold the planned contents of a catalogue: `choices` in source order, then `obsolete`.

    `is_due` says whether to write it, `has_source_changes` whether the source is why.
    """

    template: Template
    file: PoFile | None
    choices: tuple[Choice, ...]
    obsolete: tuple[Entry, ...] = ()
    lost_content: LostContent = field(default_factory=LostContent)
    reference_style: ReferenceStyle = field(default_factory=ReferenceStyle)
    counts: Counts = field(default_factory=Counts)
    is_due: bool = False
    has_source_changes: bool = False

    @property
    def new_msgids(self) -> tuple[str, ...]:
        """Return the messages that are new here and have no translation."""
        return tuple(each.message.msgid for each in self.choices if each.kind == "new")

    @property
    def untranslated_msgids(self) -> tuple[str, ...]:
        """Return the messages that have no text."""
        return tuple(each.message.msgid for each in self.choices if not each.entry.has_text)


def plan_merge(
    template: Template,
    file: PoFile | None,
    memory: TranslationMemory,
    *,
    lost_content: LostContent,
    recovered: Mapping[str, StoredTranslation],
) -> MergePlan:
    """Return what a page's catalogue should hold, with every word of the old one."""
    old = file.catalogue if file else Catalogue(header=Entry(msgid=""))
    live = old.live_entries
    obsolete_texts = {entry.key: entry for entry in old.obsolete_entries if entry.has_text}
    choices = tuple(
        _choose_entry(message, template.page, (live, obsolete_texts), memory, recovered)
        for message in template.entries
    )
    keys = {choice.message.key for choice in choices}
    removed = [entry for entry in live.values() if entry.key not in keys and entry.has_text]
    lost = (entry for entry in lost_content.entries if entry.key not in keys)
    restored = [replace(entry, is_obsolete=True, references=()) for entry in lost]
    choices, obsolete = _merge_same_keys(choices, [*removed, *old.obsolete_entries, *restored])
    reference_style = _detect_reference_style(old)
    has_source_changes = live.keys() != keys
    kinds = Counter(each.kind for each in choices)
    return MergePlan(
        template=template,
        file=file,
        choices=choices,
        obsolete=obsolete,
        lost_content=lost_content,
        reference_style=reference_style,
        counts=Counts(
            new=kinds["new"],
            revived=kinds["revived"],
            moved=kinds["moved"],
            filled=kinds["filled"],
            recovered=kinds["recovered"] + len(restored),
            obsolete=len(removed),
        ),
        is_due=list(live) != [choice.message.key for choice in choices]
        or not all(_has_current_references(choice, live, reference_style) for choice in choices)
        or kinds["kept"] < len(choices)
        or bool(restored or lost_content.fields)
        or (file is not None and is_wrapped(file.data))
        or len({entry.key for entry in old.entries}) < len(old.entries),  # which gettext refuses
        has_source_changes=has_source_changes,
    )


def plan_archive(file: PoFile) -> MergePlan:
    """Return the plan for a page that no longer exists: all of its entries become obsolete."""
    template = Template(page=file.page)
    return plan_merge(template, file, TranslationMemory(), lost_content=LostContent(), recovered={})


def _choose_entry(
    message: Entry,
    page: str,
    own: tuple[Mapping[Key, Entry], Mapping[Key, Entry]],
    memory: TranslationMemory,
    recovered: Mapping[str, StoredTranslation],
) -> Choice:
    """Choose a message's entry; `own` are the page's live and its obsolete ones by key."""
    entry, obsolete = (entries.get(message.key) for entries in own)
    if entry and entry.is_translated and entry.msgid_plural is None:
        return Choice(message=message, entry=entry, kind="kept")
    origin = recovered.get(message.msgid) or memory.find_exact_match(message.msgid, page)
    if origin:
        kind: ChoiceKind = "revived" if origin.page == page else "moved"
        if origin.commit:
            kind = "recovered"
        filled = _fill_entry(message, entry, origin.entry)
        return Choice(message=message, entry=filled, kind=kind, origin=origin)
    if entry and (entry.has_text or not message.has_text):
        return Choice(message=message, entry=_drop_plural(entry), kind="kept")
    if obsolete:
        return Choice(message=message, entry=replace(obsolete, is_obsolete=False), kind="revived")
    if message.has_text:
        return Choice(message=message, entry=_fill_entry(message, entry, message), kind="filled")
    return Choice(message=message, entry=Entry(msgid=message.msgid), kind="new")


def _fill_entry(message: Entry, entry: Entry | None, source: Entry) -> Entry:
    old = entry or Entry(msgid=message.msgid)
    filled = replace(
        old,
        msgstr=source.msgstr,
        msgid_plural=None,
        flags=tuple(flag for flag in old.flags if flag != "fuzzy"),
        comments=_join_comments(old.comments, source.comments),
        previous_msgid=(),
    )
    return _absorb_entries(filled, [old], "draft")


def _drop_plural(entry: Entry) -> Entry:
    """Return an entry with plural forms as one without, which is what Sphinx looks up."""
    if entry.msgid_plural is None:
        return entry
    others = filter(str.strip, entry.msgstr[1:])
    comments = (f" plural: {quote_po_string(text)}" for text in others)
    flags = entry.flags if entry.is_fuzzy or not entry.has_text else (*entry.flags, "fuzzy")
    return replace(
        entry,
        msgstr=entry.msgstr[:1],
        msgid_plural=None,
        flags=flags,
        comments=_join_comments(entry.comments, comments),
    )


def _merge_same_keys(
    choices: tuple[Choice, ...], removed: Iterable[Entry]
) -> tuple[tuple[Choice, ...], tuple[Entry, ...]]:
    """Give each key one entry; other texts with the same key become comments of that entry."""
    groups: dict[Key, list[Entry]] = {}
    for entry in removed:
        groups.setdefault(entry.key, []).append(entry)
    choice_by_key = {choice.message.key: choice for choice in choices}
    merged = tuple(
        replace(choice, entry=_absorb_entries(choice.entry, groups.pop(key, ()), "obsolete"))
        for key, choice in choice_by_key.items()
    )
    return merged, tuple(_absorb_entries(first, others, "obsolete") for first, *others in groups.values())


def _absorb_entries(entry: Entry, several: Iterable[Entry], label: str) -> Entry:
    comments = [entry.comments]
    for absorbed in several:
        texts = (text for text in absorbed.msgstr if text.strip() and text not in entry.msgstr)
        comments += [absorbed.comments, tuple(f" {label}: {quote_po_string(text)}" for text in texts)]
    return replace(entry, comments=_join_comments(*comments))


def _join_comments(*several: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for lines in several for line in lines))


def _has_current_references(choice: Choice, live: Mapping[Key, Entry], style: ReferenceStyle) -> bool:
    """Return whether the file has the current references and comments of a message."""
    old, message = live.get(choice.message.key), choice.message
    if old is None or message.extracted_comments not in ((), old.source_comments):
        return False
    references = style.format_references(message.references)
    # However many `../` stand before them.
    return [_UP.sub("", place) for place in old.references] == [_UP.sub("", place) for place in references]
