"""RULES: a row a rule. A rule takes a message and its translation, says what looks wrong.

`judged` runs them all over the catalogues of an edition. Rules compare and guess; what is lost
or refused is found elsewhere, by the gate and by comparing with the page, and is not told twice.
A new rule is one new file and one new row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.catalogues.glossary import Term
from build_tools.catalogues.model import Message, Page
from build_tools.catalogues.rules.bare import bare
from build_tools.catalogues.rules.entities import entities
from build_tools.catalogues.rules.pair import Around, Look, Pair
from build_tools.model import Edition, Finding, Place, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row: a code, how bad it is, the function that looks, and three sentences for people.

    `what` it looks at, `why` it matters, and how to `mend` it, which ends each of its findings
    that has no nearer remedy.
    """

    code: str
    severity: Severity = "warning"
    look: Look
    what: str
    why: str
    mend: str


RULES: tuple[Rule, ...] = (
    Rule(
        code="catalogue/entities",
        look=entities,
        what="marks of HTML, Markdown or menus that the source does not have",
        why="they are printed as they stand",
        mend="write the character itself, and the marks of the source",
    ),
)


def judged(
    pages: Iterable[Page],
    edition: Edition,
    terms: Iterable[Term] = (),
    others: Iterable[Page] = (),
) -> Iterator[Finding]:
    """Yield what the rules say of an edition's translations, page by page, message by message.

    `terms` are the glossary's for its two languages; `others` the pages of the language's other
    publications, with which the same msgids are compared and of which nothing is told.
    """
    own = tuple(pages)
    around = _around(own, tuple(others), edition, tuple(terms))
    for page in own:
        for message in page.messages.values():
            if message.state == "translated":
                yield from _told(message, page, edition, around)


def _told(message: Message, page: Page, edition: Edition, around: Around) -> Iterator[Finding]:
    pair = Pair(
        msgid=message.msgid,
        msgstr=message.msgstr,
        source=bare(message.msgid),
        now=bare(message.msgstr),
        around=around,
    )
    for rule in RULES:
        for said in rule.look(pair):
            yield Finding(
                code=rule.code,
                severity=rule.severity,
                message=f"{said.message} — {said.remedy or rule.mend}",
                place=Place(file=page.file, line=message.line, message_id=message.msgid),
                publication=edition.publication.id,
                language=edition.language.tag,
            )


def _around(
    own: Sequence[Page], others: Sequence[Page], edition: Edition, terms: Sequence[Term]
) -> Around:
    return Around(language=edition.language, source=edition.source)
