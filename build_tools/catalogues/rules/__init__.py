"""RULES: a row a rule. A rule takes a message and its translation, says what looks wrong.

`judged` runs them all over the catalogues of an edition. Rules compare and guess; what is lost
or refused is found elsewhere, by the gate and by comparing with the page, and is not told twice.
A new rule is one new file, which says what it looks at, and one new row, which says why and
how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.catalogues.model import Message, Page
from build_tools.catalogues.rules.around import around
from build_tools.catalogues.rules.bare import bare
from build_tools.catalogues.rules.brackets import brackets
from build_tools.catalogues.rules.design import design
from build_tools.catalogues.rules.emphasis import emphasis
from build_tools.catalogues.rules.end_mark import end_mark
from build_tools.catalogues.rules.entities import entities
from build_tools.catalogues.rules.hidden import hidden
from build_tools.catalogues.rules.inconsistent import inconsistent
from build_tools.catalogues.rules.length import length
from build_tools.catalogues.rules.look_alike import look_alike
from build_tools.catalogues.rules.marks import marks
from build_tools.catalogues.rules.numbers import numbers
from build_tools.catalogues.rules.pair import Around, Look, Pair
from build_tools.catalogues.rules.placeholders import placeholders
from build_tools.catalogues.rules.quotes import quotes
from build_tools.catalogues.rules.source_left import source_left
from build_tools.catalogues.rules.spaces import spaces
from build_tools.catalogues.rules.terms import terms
from build_tools.model import Edition, Finding, Severity, Term

__all__ = ["RULES", "Rule", "design", "judged"]


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
        code="catalogue/brackets",
        look=brackets,
        what="brackets that do not close",
        why="a reader cannot tell where the aside ends",
        mend="write both brackets, or none",
    ),
    Rule(
        code="catalogue/emphasis",
        look=emphasis,
        what="how many words are strong, emphasised or literal",
        why="what is set apart in the source is not in the translation",
        mend="mark what the source marks, in any order",
    ),
    Rule(
        code="catalogue/end-mark",
        look=end_mark,
        what="the mark that a message ends in",
        why="a title with a stop, or a sentence without one, is a slip",
        mend="end as the source ends, in the marks of the language",
    ),
    Rule(
        code="catalogue/entities",
        look=entities,
        what="marks of HTML, Markdown or menus that the source does not have",
        why="they are printed as they stand",
        mend="write the character itself, and the marks of the source",
    ),
    Rule(
        code="catalogue/hidden",
        look=hidden,
        what="characters that nobody sees or that have no meaning",
        why="words with one are not found, copied or read aloud",
        mend="delete it, or type the word anew",
    ),
    Rule(
        code="catalogue/inconsistent",
        look=inconsistent,
        what="one source that is translated in two ways",
        why="a heading or a term with two names seems to be two",
        mend="use one of them everywhere",
    ),
    Rule(
        code="catalogue/length",
        look=length,
        what="a translation that is far shorter or longer than its source",
        why="something was left out, or it belongs to another message",
        mend="compare the two once more",
    ),
    Rule(
        code="catalogue/look-alike",
        look=look_alike,
        what="words in which letters of another script pass for their likes",
        why="such a word cannot be found, and is read aloud as nonsense",
        mend="type the word anew on one keyboard",
    ),
    Rule(
        code="catalogue/marks",
        look=marks,
        what="marks of punctuation of another script or language",
        why="they look foreign and stand in the wrong place",
        mend="write those of the language",
    ),
    Rule(
        code="catalogue/numbers",
        look=numbers,
        what="numbers that one side has and the other has not",
        why="an article, a year or a sum that changed says another thing",
        mend="write the numbers of the source, in the digits of the language",
    ),
    Rule(
        code="catalogue/placeholders",
        look=placeholders,
        what="names in braces and signs with % to be filled",
        why="what shall stand there has no place, or readers see the sign",
        mend="keep each as the source has it",
    ),
    Rule(
        code="catalogue/quotes",
        look=quotes,
        what="quotation marks of another language, or without a partner",
        why="they look foreign, or leave open where the quotation ends",
        mend="write straight ones, or those of the language",
    ),
    Rule(
        code="catalogue/source-left",
        look=source_left,
        what="words of the source in place of a translation",
        why="they count as translated, and are read aloud as the wrong language",
        mend="translate them; a name that stays can be allowed",
    ),
    Rule(
        code="catalogue/spaces",
        look=spaces,
        what="spaces too many, too few or in the wrong place",
        why="they are seen on paper, and a mark may come to stand alone",
        mend="set them as the language does",
    ),
    Rule(
        code="catalogue/terms",
        look=terms,
        what="terms of the glossary that are called otherwise",
        why="a right or a body with two names seems to be two",
        mend="use the glossary's term",
    ),
)


_SOURCE_LEFT = next(rule for rule in RULES if rule.look is source_left)


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
    known = around((*own, *others), edition, terms)
    for page in own:
        for message in page.messages.values():
            # A msgid of several lines is code or a formula, and an image has no words.
            if message.state == "translated" and not _is_code(message.msgid):
                yield from _told(message, page, edition, known)


def _told(message: Message, page: Page, edition: Edition, known: Around) -> Iterator[Finding]:
    pair = Pair(
        msgid=message.msgid,
        msgstr=message.msgstr,
        source=bare(message.msgid),
        now=bare(message.msgstr),
        around=known,
    )
    for rule in RULES if message.msgid != message.msgstr else (_SOURCE_LEFT,):
        for said in rule.look(pair):
            yield Finding(
                code=rule.code,
                severity=rule.severity,
                message=f"{said.message} — {said.remedy or rule.mend}",
                place=message.place(page.file),
                publication=edition.publication.id,
                language=edition.language.tag,
            )


def _is_code(msgid: str) -> bool:
    return "\n" in msgid.strip() or msgid.startswith(".. image::")
