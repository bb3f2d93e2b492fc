"""Let msgmerge write a planned catalogue, and refuse a result that loses a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.catalogues.file_replacement import NO_FILE
from build_tools.catalogues.gettext_programs import WRAP_OPTIONS, run_msgcat, run_msgmerge
from build_tools.catalogues.po_escapes import quote_po_string
from build_tools.catalogues.po_model import (
    ORIGIN_PREFIX,
    Catalogue,
    Entry,
    FileChange,
    Key,
    PoFile,
    Template,
    UpdateRequest,
)
from build_tools.catalogues.po_parser import parse_po
from build_tools.catalogues.po_writer import format_po
from build_tools.catalogues.review.header_fields import (
    CREATED,
    parse_header_fields,
    set_header_fields,
    set_utf8_charset,
)
from build_tools.catalogues.update.merge_plan import Choice, MergePlan
from build_tools.catalogues.update.recovery import LostContent, RecoverableContent
from build_tools.catalogues.update.review_transfer import transfer_reviews
from build_tools.catalogues.update.translation_memory import TranslationMemory
from build_tools.errors import UserError
from build_tools.model import Finding, Place
from build_tools.paths import compute_digest, safe_join
from build_tools.sanitizer.issue import quote_excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateContext:
    """Hold catalogues that share translations: those of the pages, or that of the UI strings."""

    request: UpdateRequest
    templates: tuple[Template, ...]
    files: Mapping[str, PoFile]
    recoverable: RecoverableContent
    memory: TranslationMemory
    scratch: Path

    def get_file_name(self, page: str) -> str:
        """Return the name of a page's catalogue in findings."""
        return self.request.root.relativize(self.get_path(page))

    def get_path(self, page: str) -> Path:
        """Return the path of a page's catalogue."""
        return safe_join(self.request.root.get_messages_folder(self.request.tag), f"{page}.po")

    @property
    def headers(self) -> dict[str, Entry]:
        """Return the headers of all catalogues by page, those too that are gone but in git."""
        folder = self.request.root.relativize(self.request.root.get_messages_folder(self.request.tag))
        deleted = {
            name.removeprefix(f"{folder}/").removesuffix(".po"): lost.header
            for name, lost in self.recoverable.deleted_files.items()
            if lost.header
        }
        return deleted | {page: file.catalogue.header for page, file in self.files.items()}

    def get_lost_content(self, page: str) -> LostContent:
        """Return what a page's catalogue lost: all of it, if the file is gone and its page is not."""
        name = self.get_file_name(page)
        return (
            self.recoverable.changed_files.get(name)
            or self.recoverable.deleted_files.get(name)
            or LostContent()
        )


MessageKey = tuple[str, str]  # a page and a msgid of it


def add_fuzzy_matches(plan: MergePlan, matches: Mapping[str, str], memory: TranslationMemory) -> MergePlan:
    """Return a plan whose new messages have the closest translation, fuzzy, with its origin."""
    page = plan.template.page
    choices = tuple(_add_fuzzy_match(each, matches, memory, page) for each in plan.choices)
    count = sum(each.kind == "near" for each in choices)
    counts = replace(plan.counts, near=count, new=plan.counts.new - count)
    return replace(plan, choices=choices, counts=counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedCatalogue:
    """Hold a plan's file to write, what that file holds, and what was restored from git."""

    plan: MergePlan
    change: FileChange
    catalogue: Catalogue
    findings: tuple[Finding, ...]

    def find_line(self, msgid: str) -> int | None:
        """Return the line of a message in the new file."""
        lines = (entry.line for entry in self.catalogue.entries if entry.key == ("", msgid))
        return next(lines, None)


def merge_catalogue(
    plan: MergePlan, header: Entry, context: UpdateContext, lines: Mapping[MessageKey, int]
) -> MergedCatalogue:
    """Return what msgmerge makes of a plan, under a header.

    `lines` are those of entries in changed files, by page and msgid. Raises UserError `catalogue/update-lost`
    if a word of the old file is missing in the new one.
    """
    page = plan.template.page
    file = context.get_file_name(page)
    header = set_utf8_charset(set_header_fields(header, plan.lost_content.fields))
    if plan.has_source_changes and CREATED in parse_header_fields(header):
        header = set_header_fields(header, {CREATED: context.request.creation_date})
    transfer = transfer_reviews(plan, header, context.headers)
    header = transfer.header
    definitions = format_po(header, (*(each.entry for each in plan.choices), *plan.obsolete))
    template = _format_template(plan, header, lines)
    options = ("--no-fuzzy-matching", *WRAP_OPTIONS)
    po = run_msgmerge(definitions, template, context.scratch, options)
    po = _restore_header_order(po, header)
    catalogue = parse_po(po.decode())
    if plan.file and (lost := find_lost_entry(_with_header(plan.file, header), catalogue)):
        raise UserError(
            "catalogue/update-lost",
            f"an update would lose what “{quote_excerpt(lost.msgid)}” has: the file is left as it is",
            remedy="give that entry a catalogue of its own, or write it anew",
            place=Place(file=file, line=lost.line, message_id=lost.msgid),
            exit_code=1,
        )
    change = FileChange(
        path=context.get_path(page),
        file=file,
        data=restore_line_ends(plan.file, po),
        old_digest=compute_digest(plan.file.data) if plan.file else NO_FILE,
        counts=plan.counts,
        is_new=plan.file is None,
    )
    reviews = (_make_review_finding(event, catalogue, file) for event in transfer.events)
    findings = (*_iter_recovery_findings(plan, catalogue, file), *reviews)
    return MergedCatalogue(plan=plan, change=change, catalogue=catalogue, findings=findings)


def _with_header(file: PoFile, header: Entry) -> Catalogue:
    """Return a file's catalogue with the header that it is to have, at the line of its own."""
    return replace(file.catalogue, header=replace(header, line=file.catalogue.header.line))


def _make_review_finding(event: str, catalogue: Catalogue, file: str) -> Finding:
    place = Place(file=file, line=catalogue.header.line)
    return Finding(code="catalogue/review-moved", severity="note", message=event, place=place)


def list_fuzzy_origins(plan: MergePlan) -> tuple[MessageKey, ...]:
    """Return the entries that a plan names as the origin of its fuzzy matches."""
    origins = (each.origin for each in plan.choices if each.kind == "near")
    return tuple((each.page, each.entry.msgid) for each in origins if each)


def _add_fuzzy_match(
    choice: Choice, matches: Mapping[str, str], memory: TranslationMemory, page: str
) -> Choice:
    match = matches.get(choice.message.msgid, "") if choice.kind == "new" else ""
    origin = memory.find_exact_match(match, page)
    if origin is None:
        return choice
    entry = replace(
        choice.entry,
        msgstr=origin.entry.msgstr,
        flags=("fuzzy",),
        previous_msgid=(f"msgid {quote_po_string(origin.entry.msgid)}",),
    )
    return replace(choice, entry=entry, kind="near", origin=origin)


def _format_template(plan: MergePlan, header: Entry, lines: Mapping[MessageKey, int]) -> str:
    created = parse_header_fields(header).get(CREATED)
    fields = {CREATED: created} if created else {}
    template_header = set_utf8_charset(set_header_fields(Entry(msgid=""), fields))
    entries = (_make_template_entry(each, plan, lines) for each in plan.choices)
    return format_po(template_header, entries)


def _make_template_entry(choice: Choice, plan: MergePlan, lines: Mapping[MessageKey, int]) -> Entry:
    """Return a message as the template has it, with what msgmerge takes from there alone."""
    entry = choice.entry
    flags = (flag for flag in (*choice.message.flags, *entry.flags) if flag != "fuzzy")
    comments = choice.message.extracted_comments or entry.source_comments
    return Entry(
        msgid=choice.message.msgid,
        flags=tuple(dict.fromkeys(flags)),
        extracted_comments=(*comments, *_list_origin_comments(choice, lines)),
        references=plan.reference_style.format_references(choice.message.references),
    )


def _list_origin_comments(choice: Choice, lines: Mapping[MessageKey, int]) -> Iterable[str]:
    if choice.kind == "near" and choice.origin:
        page, entry = choice.origin.page, choice.origin.entry
        return (f"{ORIGIN_PREFIX}{page}.po:{lines.get((page, entry.msgid), entry.line)}",)
    if not choice.entry.is_fuzzy:
        return ()
    return (line for line in choice.entry.extracted_comments if line.startswith(ORIGIN_PREFIX))


def _restore_header_order(po: bytes, header: Entry) -> bytes:
    catalogue = parse_po(po.decode())
    if catalogue.header.msgstr == header.msgstr:
        return po
    first = replace(catalogue.header, msgstr=header.msgstr)
    return run_msgcat(format_po(first, catalogue.entries).encode(), WRAP_OPTIONS)


def _iter_recovery_findings(plan: MergePlan, catalogue: Catalogue, file: str) -> Iterator[Finding]:
    lines = {entry.key: entry.line for entry in catalogue.entries}
    for choice in plan.choices:
        if choice.kind == "recovered" and choice.origin:
            event = f"had lost its translation, which is back from commit {choice.origin.commit}"
            yield _make_recovery_finding(choice.entry, event, lines, file)
        if choice.kind == "respelled":
            yield Finding(
                code="catalogue/respelled",
                severity="note",
                message=f"“{quote_excerpt(choice.message.msgid)}” keeps its translation, since its source"
                " changed in marks or spelling alone — read it again if more than that changed",
                place=Place(file=file, line=lines.get(choice.message.key), message_id=choice.message.msgid),
            )
    lost = plan.lost_content
    for entry in lost.entries:
        if entry.key not in {each.message.key for each in plan.choices}:
            event = f"was lost, and is back among the obsolete from commit {lost.commit}"
            yield _make_recovery_finding(entry, event, lines, file)
    if lost.fields:
        event = f"had lost {', '.join(lost.fields)}, back from commit {lost.commit}"
        header_line = {catalogue.header.key: catalogue.header.line}
        yield _make_recovery_finding(catalogue.header, event, header_line, file)


def _make_recovery_finding(entry: Entry, event: str, lines: Mapping[Key, int], file: str) -> Finding:
    subject = f"“{quote_excerpt(entry.msgid)}”" if entry.msgid else "the header"
    return Finding(
        code="catalogue/recovered",
        severity="warning",
        message=f"{subject} {event}",
        place=Place(file=file, line=lines.get(entry.key), message_id=entry.msgid),
    )


def restore_line_ends(file: PoFile | None, data: bytes) -> bytes:
    """Return the bytes to write with the line ends that the file had."""
    crlf = file is not None and file.data.count(b"\r\n") * 2 > file.data.count(b"\n")
    return data.replace(b"\n", b"\r\n") if crlf else data


def find_lost_entry(old: Catalogue, new: Catalogue) -> Entry | None:
    """Return the first old entry of which a word is missing; the header if a field of it is lost."""
    texts = {text for entry in new.entries for text in entry.msgstr}
    comments = {line for each in (new.header, *new.entries) for line in each.comments}
    copies = {line.partition(": ")[2] for line in comments}
    if not _has_all_fields(old.header, new.header):
        return old.header
    for entry in old.entries:
        missing = {quote_po_string(text) for text in entry.msgstr if text.strip() and text not in texts}
        if entry.has_text and not (comments.issuperset(entry.comments) and missing <= copies):
            return entry
    return None


def _has_all_fields(old: Entry, new: Entry) -> bool:
    return dict(_iter_lasting_fields(old)).items() <= dict(_iter_lasting_fields(new)).items() and set(
        old.comments
    ) <= set(new.comments)


def _iter_lasting_fields(header: Entry) -> Iterator[tuple[str, str]]:
    for name, value in parse_header_fields(header).items():
        if name not in (CREATED, "Content-Type"):
            yield name, value
