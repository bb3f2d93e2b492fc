"""Warn where a machine's translation moves into a catalogue that a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.catalogues.po_model import Entry, PoFile
from build_tools.catalogues.review.header_fields import ORIGIN
from build_tools.catalogues.review.review_status import parse_origin
from build_tools.catalogues.update.merge_plan import MergePlan
from build_tools.catalogues.update.po_header import parse_header_fields
from build_tools.model import Finding, Place


def find_mixed_origins(
    plan: MergePlan,
    file: str,
    new_lines: Mapping[str, int],
    header: Entry,
    files: Mapping[str, PoFile],
) -> Iterator[Finding]:
    """Yield a warning for each translation by machine that enters a catalogue not by machine.

    `after` maps msgids to lines of the new file, whose header is `header`; `files` are the
    language's catalogues by page. An edition must not say that a person translated a machine's
    text.
    """
    if _is_machine_translation(header):
        return
    for choice in plan.choices:
        origin = files.get(choice.origin.page) if choice.origin else None
        if choice.kind == "moved" and origin and _is_machine_translation(origin.catalogue.header):
            yield Finding(
                code="catalogue/origin",
                severity="warning",
                message=f"the translation comes from {origin.file}, which a machine translated;"
                " this catalogue does not say so — read it as your own, or write"
                f" “{ORIGIN}: machine” into the header",
                place=Place(
                    file=file,
                    line=new_lines.get(choice.message.msgid),
                    message_id=choice.message.msgid,
                ),
            )


def _is_machine_translation(header: Entry) -> bool:
    values = {name.lower(): value for name, value in parse_header_fields(header).items()}
    return parse_origin(values) == "machine"
