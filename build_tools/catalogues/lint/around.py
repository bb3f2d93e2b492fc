"""Build the context of the rules from the pages of a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.catalogues.edition_catalogues import PageCatalogue
from build_tools.catalogues.lint.glossary_index import build_glossary_index
from build_tools.catalogues.lint.lint_context import LintContext
from build_tools.model import Edition, Place, Term

_LOWER = re.compile(r"\b[a-zß-ÿ]{3,}\b")


def build_lint_context(
    pages: Sequence[PageCatalogue], edition: Edition, terms: Iterable[Term]
) -> LintContext:
    """Return what is known of an edition's two languages, its terms and its messages."""
    return LintContext(
        language=edition.language,
        source=edition.source,
        common_words=frozenset(
            word for page in pages for msgid in page.messages for word in _find_lower_words(msgid)
        ),
        renderings=dict(_iter_renderings(pages)),
        glossary=build_glossary_index(terms, edition.language.tag),
    )


def _find_lower_words(msgid: str) -> list[str]:
    return _LOWER.findall(msgid)


def _iter_renderings(pages: Sequence[PageCatalogue]) -> Iterator[tuple[str, Mapping[str, Place]]]:
    """Yield each msgid that has several translations, the most frequent first, else the first."""
    translations_by_msgid: dict[str, list[tuple[str, Place]]] = {}
    for page in pages:
        for message in page.messages.values():
            if message.state == "translated":
                translations_by_msgid.setdefault(message.msgid, []).append(
                    (message.msgstr, message.make_place(page.file))
                )
    for msgid, translations in translations_by_msgid.items():
        if len(translations) > 1:
            counts = Counter(msgstr for msgstr, _ in translations)
            places = dict(reversed(translations))
            if len(counts) > 1:
                yield msgid, {msgstr: places[msgstr] for msgstr, _ in counts.most_common()}
