"""Compute the update of a language: every file that is to be written. A dry run gives the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from build_tools.catalogues import git_history
from build_tools.catalogues.po_model import Entry, FileChange, LanguageUpdate, PoFile, Template, UpdateRequest
from build_tools.catalogues.review.header_fields import ORIGIN, create_header, parse_header_fields
from build_tools.catalogues.review.review_status import parse_origin
from build_tools.catalogues.update import recovery
from build_tools.catalogues.update.changed_messages import keep_respelled_messages, offer_own_parts
from build_tools.catalogues.update.input_files import (
    LanguageFolder,
    make_skip_finding,
    raise_if_gettext_missing,
    read_language_folder,
)
from build_tools.catalogues.update.merge import (
    MergedCatalogue,
    MessageKey,
    UpdateContext,
    add_fuzzy_matches,
    list_fuzzy_origins,
    merge_catalogue,
)
from build_tools.catalogues.update.merge_plan import MergePlan, plan_archive, plan_merge
from build_tools.catalogues.update.recovery import RecoverableContent
from build_tools.catalogues.update.translation_memory import (
    StoredTranslation,
    build_translation_memory,
    find_fuzzy_matches,
)
from build_tools.catalogues.update.ui_template import UI_PAGE
from build_tools.errors import UserError, convert_to_finding
from build_tools.model import Finding, Place
from build_tools.paths import compute_digest


def update_language(request: UpdateRequest, scratch: Path) -> LanguageUpdate:
    """Return what an update of a language changes. Raises UserError if gettext is not installed."""
    try:
        path = request.root.get_messages_folder(request.tag)
        folder = read_language_folder(request.root, request.tag)
    except UserError as error:
        raise_if_gettext_missing(error)
        finding = convert_to_finding(error, language=request.tag)
        return LanguageUpdate(tag=request.tag, catalogues=0, findings=(finding,))
    return _update_folder(request, path, folder, scratch)


def _update_folder(
    request: UpdateRequest, path: Path, folder: LanguageFolder, scratch: Path
) -> LanguageUpdate:
    root, tag = request.root, request.tag
    refused = [root.relativize(path / f"{page}.po") for page in folder.refused]
    history = git_history.open_git_history(root, path)
    recoverable = recovery.find_lost_content(history, folder.files, refused)
    changes: list[FileChange] = []
    findings = list(folder.findings)
    total = 0
    for context in _iter_contexts(request, folder, recoverable, scratch):
        archives = list(_iter_archive_plans(context)) if request.is_whole else []
        plans = [*_plan_all_merges(context), *archives]
        total += len(plans)
        due_plans = [plan for plan in plans if plan.is_due]
        merged_catalogues = _merge_all_plans(due_plans, context, findings)
        living = [*plans, *(merged.plan for merged in merged_catalogues)]
        dead = dict(_iter_dead_catalogues(archives, living))
        total -= len(dead)
        merged_catalogues = [each for each in merged_catalogues if each.plan.template.page not in dead]
        changes += (merged.change for merged in merged_catalogues)
        changes += dead.values()
        findings += (finding for merged in merged_catalogues for finding in merged.findings)
    return LanguageUpdate(
        tag=tag,
        catalogues=total + len(folder.refused),
        changes=tuple(changes),
        findings=tuple(replace(finding, language=tag) for finding in findings),
    )


def _iter_contexts(
    request: UpdateRequest, folder: LanguageFolder, recoverable: RecoverableContent, scratch: Path
) -> Iterator[UpdateContext]:
    """Yield the pages, then the UI strings: they share no translations."""
    ui_templates = (request.ui_template,) if request.ui_template else ()
    for templates, is_ui in ((request.templates, False), (ui_templates, True)):
        files = {file.page: file for file in folder.files if (file.page == UI_PAGE) is is_ui}
        context = UpdateContext(
            request=request,
            templates=tuple(each for each in templates if not _is_refused(each.page, folder)),
            files=files,
            recoverable=recoverable,
            memory=build_translation_memory(files.values()),
            scratch=scratch,
        )
        _remember_lost_entries(context, is_ui)
        yield context


def _is_refused(page: str, folder: LanguageFolder) -> bool:
    """Return whether a page's catalogue, or a folder above it, was refused."""
    parts = page.split("/")
    return any("/".join(parts[: size + 1]) in folder.refused for size in range(len(parts)))


def _remember_lost_entries(context: UpdateContext, is_ui: bool) -> None:
    request, recoverable = context.request, context.recoverable
    folder = request.root.relativize(request.root.get_messages_folder(request.tag))
    for name, lost in (*recoverable.changed_files.items(), *recoverable.deleted_files.items()):
        page = name.removeprefix(f"{folder}/").removesuffix(".po")
        if (page == UI_PAGE) is is_ui:
            context.memory.add(page, name, lost.entries, lost.commit)


def _plan_all_merges(context: UpdateContext) -> list[MergePlan]:
    """Return the plans of all pages; a text from an older version may serve any page."""
    first_plans = [_plan_page_merge(template, context, {}) for template in context.templates]
    missing = {
        plan.template.page: (context.get_file_name(plan.template.page), plan.untranslated_msgids)
        for plan in first_plans
    }
    recovered = recovery.find_last_translations(context.recoverable, missing)
    origins = [origin for found in recovered.values() for origin in found.values()]
    if not origins:
        return first_plans
    for origin in origins:
        context.memory.add(origin.page, origin.file, (origin.entry,), origin.commit)
    return [
        _plan_page_merge(template, context, recovered.get(template.page, {}))
        for template in context.templates
    ]


def _plan_page_merge(
    template: Template, context: UpdateContext, recovered: Mapping[str, StoredTranslation]
) -> MergePlan:
    page = template.page
    return plan_merge(
        template,
        context.files.get(page),
        context.memory,
        lost_content=context.get_lost_content(page),
        recovered=recovered,
    )


def _iter_archive_plans(context: UpdateContext) -> Iterator[MergePlan]:
    """Yield a plan for each catalogue whose page is gone, due while it has live entries."""
    request = context.request
    planned_pages = {template.page for template in context.templates}
    for page, file in context.files.items():
        publication, _, rest = page.partition("/")
        is_known = publication in request.publications
        # A folder of the source that the register does not name is left alone.
        is_source = (request.root.source / publication).is_dir()
        has_page = page in request.pages if is_known else is_source
        # Without a word in it there is nothing to keep, and msgmerge would leave an empty file.
        has_words = any(entry.has_text for entry in file.catalogue.entries)
        if rest and has_words and page not in planned_pages and not has_page:
            yield plan_archive(file)


def _iter_dead_catalogues(
    archives: Iterable[MergePlan], living: Iterable[MergePlan]
) -> Iterator[tuple[str, FileChange]]:
    """Yield page and deletion of each catalogue whose page is gone, and whose words other pages have."""
    homes: dict[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]] = {}
    for plan in living:
        for choice in plan.choices:
            entry = choice.entry
            if entry.is_translated:
                homes[choice.message.msgid, entry.msgstr] = (plan.template.page, entry.comments)
    for file in (plan.file for plan in archives if plan.file):
        entries = [entry for entry in file.catalogue.entries if entry.has_text]
        found = [homes.get((entry.msgid, entry.msgstr), ("", ())) for entry in entries]
        has_all = all(
            page and set(entry.comments) <= set(comments)
            for entry, (page, comments) in zip(entries, found, strict=True)
        )
        if entries and has_all:
            change = FileChange(
                path=file.path,
                file=file.file,
                data=b"",
                old_digest=compute_digest(file.data),
                moved_to=tuple(dict.fromkeys(page for page, _ in found)),
            )
            yield file.page, change


def _merge_all_plans(
    due_plans: list[MergePlan], context: UpdateContext, findings: list[Finding]
) -> list[MergedCatalogue]:
    """Return the merged plans; plans that name a line of a changed file are merged twice."""
    if context.request.keeps_respelled:
        due_plans = [keep_respelled_messages(each) for each in due_plans]
    due_plans = [offer_own_parts(each) for each in due_plans]
    wanted = [msgid for each in due_plans for msgid in each.new_msgids]
    matches = find_fuzzy_matches(wanted, context.memory, context.scratch)
    plans = [add_fuzzy_matches(each, matches, context.memory) for each in due_plans]
    first = [merged for p in plans for merged in _iter_merged_catalogues(p, context, findings, {})]
    pages = {merged.plan.template.page: merged for merged in first}
    lines = {
        (page, msgid): line
        for merged in first
        for page, msgid in list_fuzzy_origins(merged.plan)
        if page in pages and (line := pages[page].find_line(msgid)) is not None
    }
    results: list[MergedCatalogue] = []
    for merged in first:
        if list_fuzzy_origins(merged.plan):
            results += _iter_merged_catalogues(merged.plan, context, findings, lines)
        else:
            results.append(merged)
    return results


def _iter_merged_catalogues(
    plan: MergePlan, context: UpdateContext, findings: list[Finding], lines: Mapping[MessageKey, int]
) -> Iterator[MergedCatalogue]:
    """Yield a plan's file to write, if its bytes change and no word of it is lost."""
    page = plan.template.page
    if plan.file is None and not plan.choices:
        return
    file = context.get_file_name(page)
    header = plan.file.catalogue.header if plan.file else _choose_header(plan, context)
    try:
        merged = merge_catalogue(plan, header, context, lines)
    except UserError as error:
        raise_if_gettext_missing(error)
        findings.append(make_skip_finding(error, context.request.tag, file))
        return
    if plan.file is None or merged.change.data != plan.file.data:
        new_lines = {entry.msgid: entry.line for entry in merged.catalogue.entries}
        origin_findings = _find_mixed_origins(plan, file, new_lines, header, context.files)
        yield replace(merged, findings=(*merged.findings, *origin_findings))


def _choose_header(plan: MergePlan, context: UpdateContext) -> Entry:
    """Return a new catalogue's header: its old one, else like those its entries come from."""
    if plan.lost_content.header:
        return plan.lost_content.header
    pages = Counter(each.origin.page for each in plan.choices if each.origin)
    page = plan.template.page
    folder = page.partition("/")[0]
    neighbours = [name for name in context.files if name.partition("/")[0] == folder]
    for name in (*(name for name, _ in pages.most_common()), *neighbours, *context.files):
        if name in context.files:
            like = context.files[name].catalogue.header
            if name.partition("/")[0] != folder:  # of another publication: its licence alone
                licence = tuple(comment for comment in like.comments if "SPDX-" in comment)
                like = replace(like, comments=licence)
            return create_header(context.request, plan.template, like)
    return create_header(context.request, plan.template, None)


def _find_mixed_origins(
    plan: MergePlan, file: str, new_lines: Mapping[str, int], header: Entry, files: Mapping[str, PoFile]
) -> Iterator[Finding]:
    """Yield a warning for each translation by machine that enters a catalogue of a person's."""
    if _is_machine_translation(header):
        return
    if plan.counts.filled and plan.template.translation_origin == "machine":
        yield Finding(
            code="catalogue/origin",
            severity="warning",
            message=f"{plan.counts.filled} UI strings have the translations of this program, which a machine"
            f" made, and this file does not say so — read them, or write “{ORIGIN}: machine” into its header",
            place=Place(file=file, line=min(new_lines.values(), default=None)),
        )
    for choice in plan.choices:
        msgid = choice.message.msgid
        origin = files.get(choice.origin.page) if choice.origin else None
        if choice.kind == "moved" and origin and _is_machine_translation(origin.catalogue.header):
            yield Finding(
                code="catalogue/origin",
                severity="warning",
                message=f"the translation comes from {origin.file}, which a machine translated;"
                " this catalogue does not say so — read it as your own, or write"
                f" “{ORIGIN}: machine” into the header",
                place=Place(file=file, line=new_lines.get(msgid), message_id=msgid),
            )


def _is_machine_translation(header: Entry) -> bool:
    values = {name.lower(): value for name, value in parse_header_fields(header).items()}
    return parse_origin(values) == "machine"
