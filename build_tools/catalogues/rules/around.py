"""What the rules know besides a message: takes the pages of a language, gives Around."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.catalogues.model import Page
from build_tools.catalogues.rules.glossed import glossary
from build_tools.catalogues.rules.pair import Around
from build_tools.model import Edition, Place, Term

_LOWER = re.compile(r"\b[a-zß-ÿ]{3,}\b")


def around(pages: Sequence[Page], edition: Edition, terms: Iterable[Term]) -> Around:
    """Return what is known of an edition's two languages, its terms and its messages."""
    return Around(
        language=edition.language,
        source=edition.source,
        common=frozenset(word for page in pages for id in page.messages for word in _lower(id)),
        renderings=dict(_renderings(pages)),
        glossary=glossary(terms, edition.language.tag),
    )


def _lower(msgid: str) -> list[str]:
    return _LOWER.findall(msgid)


def _renderings(pages: Sequence[Page]) -> Iterator[tuple[str, Mapping[str, Place]]]:
    """Each msgid that is translated in several ways, the commonest first, else the first."""
    all_of: dict[str, list[tuple[str, Place]]] = {}
    for page in pages:
        for message in page.messages.values():
            if message.state == "translated":
                all_of.setdefault(message.msgid, []).append(
                    (message.msgstr, message.place(page.file))
                )
    for msgid, found in all_of.items():
        if len(found) > 1:
            counts = Counter(msgstr for msgstr, _ in found)
            places = dict(reversed(found))
            if len(counts) > 1:
                yield msgid, {msgstr: places[msgstr] for msgstr, _ in counts.most_common()}
