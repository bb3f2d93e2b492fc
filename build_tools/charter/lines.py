"""Where lines of print may break, and which way they run: takes a doctree or a page, mends it.

WeasyPrint 70 parts Korean words, cuts the last word of a paragraph, and sets the pieces of a
line that is read from the right one by one, so that H₂O would be read O₂H.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from docutils import nodes

JOINER = "\N{WORD JOINER}"
# A Korean word goes on over letters, figures, brackets and quotes: only a space ends it.
BEFORE_HANGUL, AFTER_HANGUL = r"[\w%)\]}”’»」』》〉]", r"[\w(\[{“‘«「『《〈]"
WITHIN = re.compile(f"(?<={BEFORE_HANGUL})(?=[가-힣])|(?<=[가-힣])(?={AFTER_HANGUL})")
# Where a browser parts a Korean word, though told to keep it: before a particle.
PARTICLE = re.compile(r"(?<=[%)\]}”’»」』》〉])(?=[가-힣])")
# What is read by a machine, or copied for one.
EXACT = (nodes.literal, nodes.math, nodes.FixedTextElement)
# What is typed to get somewhere.
ADDRESS = re.compile(r"(\S*(?:@|://|\bwww\.)\S*)")
# What begins with what is in it.
LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.list_item)
HANGUL, ARABIC = re.compile("[가-힣]"), re.compile("[\u0620-\u06ff]")
_TAG = re.compile(r"(<[^<>]*>)")
_INLINE = r"(?:</?(?:a|b|code|em|span|strong|sub|sup)\b[^<>]*>)+"
_ACROSS = re.compile(
    rf"(?<={BEFORE_HANGUL})(?={_INLINE}[가-힣])|(?<=[가-힣])(?={_INLINE}{AFTER_HANGUL})"
)
# What may stand for a number at the end of a reference: “XVIII”, “22”, “A”.
NUMBER = re.compile(r"[IVXLCDM]{1,5}|[^\W_]*\d[^\W_]*|[^\W\d_]")
# In letters: what a page of a pocket book holds, and a paragraph of about six lines.
PAGE, SHORT = 1500, 360
# In letters: the shortest word that print may cut, and less than a line of print.
CUT, LINE = 6, 40
# “of the” before a longer word.
LITTLE = re.compile(r"(?:\b(?:[a-zß-öø-ÿ]{1,3}|dans|pour|para|with|from) ){1,3}(?=\S{4})")
# In letters of Latin: more than a line of print holds. One of Hangul is as wide as two, and nine
# of Arabic are as wide as eight.
FULL = 66
# After the hyphen of “non-discrimination”.
PREFIX = re.compile(r"(?<=\b\w{3}-)(?=\w{4})|(?<=\b\w{2}-)(?=\w{4})")
# The room that the last two words of a heading may take together, a letter of Hangul counted
# twice: they stand on one line of the largest heading in the largest print.
PAIR = 20
ENDING = re.compile(r"[’']?\w+")
LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9]+$"), re.compile(r"^[A-Za-z0-9]+")


def whole(text: str) -> str:
    """Return text with U+2060 WORD JOINER within Korean words; no letter is added to see."""
    return WITHIN.sub(JOINER, text)


def whole_page(html: str) -> str:
    """Return a page as HTML, what its body says as `whole` has it; no tag is touched."""
    head, body, text = html.partition("<body")
    parts = _TAG.split(_ACROSS.sub(JOINER, text))
    return head + body + "".join(part if part[:1] == "<" else whole(part) for part in parts)


def phrased(text: str) -> str:
    """Return the text of a heading, its little words held to the word that they belong to.

    Its last word is held to the one before: browsers balance the lines of a heading, paper
    would leave that word alone on its own.
    """
    held = LITTLE.sub(lambda found: found[0].replace(" ", f" {JOINER}"), PREFIX.sub(JOINER, text))
    before, _, last = held.rpartition(" ")
    pair = f"{before.rpartition(' ')[2]}{last}"
    room = len(pair) + len(HANGUL.findall(pair))
    if " " in before and JOINER not in last and room <= PAIR:
        held = f"{before} {JOINER}{last}"
    return whole(held)


def keep_phrases(tree: nodes.Element) -> None:
    """Let no line of a heading end in a little word, nor its last line be one word."""
    for title in tree.findall(nodes.title):
        for text in _leaves(title):
            _replace(text, phrased(text.astext()))


def mark_phrases(tree: nodes.Element, phrases: Callable[[str], Sequence[str]]) -> None:
    """Mark the phrases of a page's title, which a browser sets whole where there is room."""
    title = tree.next_node(nodes.title)
    for text in [child for child in title or () if isinstance(child, nodes.Text)]:
        parts = phrases(text.astext())
        # A text that is spaced from what is beside it, such as emphasis, is a part of a phrase.
        if len(parts) > 1 and title is not None and text.astext() == " ".join(parts):
            marked = [nodes.inline("", "", nodes.Text(part), classes=["phrase"]) for part in parts]
            spaced = [part for one in marked for part in (nodes.Text(" "), one)]
            title.replace(text, spaced[1:])


def keep_words_whole(tree: nodes.Element) -> None:
    """Join Korean words, also where emphasis or a reference ends within one."""
    _join(tree, WITHIN)


def keep_particles(tree: nodes.Element) -> None:
    """Join a Korean particle to the quote or bracket before it, for whatever shows pages."""
    _join(tree, PARTICLE, but=EXACT)


def _join(tree: nodes.Element, within: re.Pattern[str], but: tuple[type, ...] = ()) -> None:
    for text in list(tree.findall(nodes.Text)):
        if not isinstance(text.parent, but):
            _replace(text, within.sub(JOINER, text.astext()))
    for block in tree.findall(nodes.TextElement):
        if isinstance(block, (nodes.Inline, *but)):
            continue
        for before, after in pairwise(_leaves(block)):
            both = before.astext()[-1:] + after.astext()[:1]
            if within.search(both):
                _replace(after, JOINER + after.astext())


def _leaves(block: nodes.Element) -> list[nodes.Text]:
    return [text for text in block.findall(nodes.Text) if text.astext()]


def keep_numbers(tree: nodes.Element) -> None:
    """Keep the number of a reference, as in “Right XI”, on the line of its kind."""
    for reference in tree.findall(nodes.reference):
        leaves = _leaves(reference) if reference.get("internal") else []
        before, space, number = leaves[-1].astext().rpartition(" ") if leaves else ("", "", "")
        if space and NUMBER.fullmatch(number):
            _replace(leaves[-1], f"{before} {JOINER}{number}")


def keep_endings(tree: nodes.Element) -> None:
    """Draw what ends a word into its reference, whose page number then stands after the word.

    So a Korean particle, or an English genitive, is read with the name that it belongs to.
    """
    for reference in tree.findall(nodes.reference):
        after = _beside(reference, 1) if reference.get("internal") else None
        ending = ENDING.match(after.astext()) if after else None
        if after is not None and ending is not None:
            reference.append(nodes.Text(ending[0]))
            _replace(after, after.astext()[ending.end() :])


def keep_last_words(tree: nodes.Element) -> None:
    """Mark the last word of each paragraph that may be cut there: half a word is no line."""
    for paragraph in tree.findall(nodes.paragraph):
        last = paragraph.children[-1] if paragraph.children else None
        if not isinstance(last, nodes.Text) or len(paragraph.astext()) < LINE:
            continue
        before, _, word = last.astext().rstrip().rpartition(" ")
        if len(word) >= CUT:
            marked = nodes.inline("", "", nodes.Text(word), classes=["last-word"])
            paragraph.replace(last, [*([nodes.Text(f"{before} ")] if before else []), marked])


def keep_addresses(tree: nodes.Element) -> None:
    """Mark addresses, in which no hyphen may be added."""
    for text in list(tree.findall(nodes.Text)):
        parts = ADDRESS.split(text.astext())
        if len(parts) > 1 and not isinstance(text.parent, EXACT):
            marked = [nodes.inline("", "", nodes.Text(each), classes=["address"]) for each in parts]
            kept = [marked[at] if at % 2 else nodes.Text(each) for at, each in enumerate(parts)]
            text.parent.replace(text, [part for part in kept if part.astext()])


def keep_led(tree: nodes.Element) -> None:
    """Mark what stands first below a heading and fills no two lines: what follows stays with it."""
    for title in tree.findall(nodes.title):
        first = title.next_node(siblings=True, descend=False)
        while isinstance(first, nodes.Element) and first.children:
            if isinstance(first, (nodes.list_item, nodes.paragraph)) and _is_short(first):
                first["classes"].append("led")
                break
            first = first.children[0] if isinstance(first, LISTS) else None


def _is_short(node: nodes.Element) -> bool:
    """Return whether the words of a paragraph, or of an item of one paragraph, fit in a line."""
    words = node.astext()
    wide = len(words) + len(HANGUL.findall(words)) - len(ARABIC.findall(words)) / 9
    return "\n\n" not in words and wide < FULL


def hold_from_the_left(tree: nodes.Element) -> None:
    """Hold Latin letters together with what is raised or lowered beside them: H₂O."""
    raised = (nodes.subscript, nodes.superscript)
    for node in list(tree.findall(lambda node: isinstance(node, raised))):
        before, after = _beside(node, -1), _beside(node, 1)
        start = LATIN_END.search(before.astext()) if before else None
        if before is None or start is None:
            continue
        held = nodes.inline("", "", nodes.Text(start[0]), node.deepcopy(), classes=["from-left"])
        end = LATIN_START.search(after.astext()) if after else None
        if after is not None and end is not None:
            held += nodes.Text(end[0])
            _replace(after, after.astext()[end.end() :])
        _replace(before, before.astext()[: start.start()])
        node.parent.replace(node, held)


def _beside(node: nodes.Node, way: int) -> nodes.Text | None:
    at = node.parent.index(node) + way
    found = node.parent.children[at] if 0 <= at < len(node.parent.children) else None
    return found if isinstance(found, nodes.Text) else None


def keep_by_notes(tree: nodes.Element) -> None:
    """Keep short paragraphs whole on a page that has a note at its foot.

    WeasyPrint 70 sends the note to the next page where that saves a paragraph, which it may
    cut, from leaving one line behind.
    """
    since = PAGE
    for paragraph in tree.findall(nodes.paragraph):
        length = len(paragraph.astext())
        since = 0 if paragraph.next_node(nodes.footnote_reference) else since + length
        if since < PAGE and length <= SHORT:
            in_item = isinstance(paragraph.parent, nodes.list_item)
            (paragraph.parent if in_item else paragraph)["classes"].append("whole")


def close_up(tree: nodes.Element) -> None:
    """Take away the space before each call of a note, which may begin no line."""
    for call in tree.findall(nodes.footnote_reference):
        before = _beside(call, -1)
        if before is not None:
            _replace(before, before.astext().rstrip())


def _replace(text: nodes.Text, words: str) -> None:
    if words != text.astext():
        text.parent.replace(text, nodes.Text(words))
