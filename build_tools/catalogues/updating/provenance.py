"""Who translated what moved: takes a Draft and headers, tells where a machine's words enter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.catalogues.fields import ORIGIN
from build_tools.catalogues.standing import origin_of
from build_tools.catalogues.updating.drafting import Draft
from build_tools.catalogues.updating.headers import fields
from build_tools.catalogues.updating.model import Entry, File
from build_tools.model import Finding, Place


def mixed(
    draft: Draft,
    file: str,
    after: Mapping[str, int],
    header: Entry,
    files: Mapping[str, File],
) -> Iterator[Finding]:
    """Yield a warning for each translation by machine that enters a catalogue not by machine.

    `after` says where each msgid stands in the new file, whose header is `header`; `files` are
    the language's catalogues by page. An edition must not say a person translated what none did.
    """
    if _is_by_machine(header):
        return
    for each in draft.chosen:
        origin = files.get(each.origin.page) if each.origin else None
        if each.how == "moved" and origin and _is_by_machine(origin.catalogue.header):
            yield Finding(
                code="catalogue/origin",
                severity="warning",
                message=f"the translation comes from {origin.file}, which a machine translated;"
                " this catalogue does not say so — read it as your own, or write"
                f" “{ORIGIN}: machine” into the header",
                place=Place(
                    file=file, line=after.get(each.message.msgid), message_id=each.message.msgid
                ),
            )


def _is_by_machine(header: Entry) -> bool:
    said = {name.lower(): value for name, value in fields(header).items()}
    return origin_of(said) == "machine"
