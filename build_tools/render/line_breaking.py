"""Control line breaks and the direction of runs in print.

WeasyPrint 70 breaks Korean words, hyphenates the last word of a paragraph, and sets the runs of
a right-to-left line one by one, so that H₂O would be read O₂H.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes

JOINER = "\N{WORD JOINER}"
# A Korean word goes on over letters, figures, brackets and quotes: only a space ends it.
BEFORE_HANGUL, AFTER_HANGUL = r"[\w%)\]}”’»」』》〉]", r"[\w(\[{“‘«「『《〈]"
HANGUL_BREAK = re.compile(f"(?<={BEFORE_HANGUL})(?=[가-힣])|(?<=[가-힣])(?={AFTER_HANGUL})")
# Where a browser breaks a Korean word in spite of `word-break: keep-all`: before a particle.
PARTICLE_BREAK = re.compile(r"(?<=[%)\]}”’»」』》〉])(?=[가-힣])")
BREAKABLE_SPACE = re.compile(f" (?!{JOINER})")
# What is read by a machine, or copied for one.
VERBATIM_NODES = (nodes.literal, nodes.math, nodes.FixedTextElement)
# What is typed to get somewhere, and initials, joined or not, which some languages' patterns would divide.
ADDRESS = re.compile(rf"(\S*(?:@|://|\bwww\.)\S*|\b[A-ZÀ-Þ](?:{JOINER}?[A-ZÀ-Þ]){{4,}}\b)")
ADDRESS_BREAK, BREAK = re.compile(r"(?=\.\w)"), "\N{ZERO WIDTH SPACE}"
# What begins with what is in it.
LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.list_item)
HANGUL, ARABIC = re.compile("[가-힣]"), re.compile("[\u0620-\u06ff]")
_TAG = re.compile(r"(<[^<>]*>)")
_INLINE = r"(?:</?(?:a|b|code|em|span|strong|sub|sup)\b[^<>]*>)+"
_HANGUL_BREAK_AT_TAG = re.compile(
    rf"(?<={BEFORE_HANGUL})(?={_INLINE}[가-힣])|(?<=[가-힣])(?={_INLINE}{AFTER_HANGUL})"
)
# What may stand for a number at the end of a reference: “XVIII”, “22”, “A”.
NUMBER = re.compile(r"[IVXLCDM]{1,5}|[^\W_]*\d[^\W_]*|[^\W\d_]")
# In letters: what a page of a pocket book holds, and a paragraph of about six lines.
PAGE_LENGTH, SHORT_PARAGRAPH = 1500, 360
# In letters: the shortest word that print may cut, and less than a line of print.
MIN_HYPHENATED, LINE_LENGTH = 6, 40
# “of the” before a longer word.
SHORT_WORDS = re.compile(r"(?:\b(?:[a-zß-öø-ÿ]{1,3}|dans|pour|para|with|from) ){1,3}(?=\S{4})")
# In letters of Latin: more than a line of print holds. One of Hangul is as wide as two, and nine
# of Arabic are as wide as eight.
MAX_LINE = 66
# The fewest items that are worth two columns; in letters of Latin, the longest that may stand in one, and
# what fills a line of it.
MIN_NAMES, MAX_NAME, MEAN_NAME, MAX_NAME_WORD = 6, 32, 22, 26
# After the hyphen of “Charter-Agenda”, and before the mark of direction that Arabic has there.
COMPOUND_BREAK = re.compile(r"(?<=\w-)(?=[\u200e\u200f]?\w)")
# The room that the last two words of a heading may take together, a letter of Hangul counted
# twice: they stand on one line of the largest heading in the largest print.
MAX_WORD_PAIR = 20
# A Korean particle follows the page.
ENDING = re.compile(r"[’']?(?![가-힣])\w+")
LATIN_END, LATIN_START = re.compile(r"[A-Za-z0-9]+$"), re.compile(r"^[A-Za-z0-9]+")


def join_korean_words(text: str) -> str:
    """Return a text with U+2060 WORD JOINER inside Korean words; nothing visible is added."""
    return HANGUL_BREAK.sub(JOINER, text)


def join_compounds(text: str) -> str:
    """Return a text with U+2060 WORD JOINER after the hyphens of compounds.

    Programs that search or copy a PDF drop a hyphen that ends a line: each is then one that divides a word,
    and none has to be repeated on the next line, as the rules of Portuguese, Polish and Czech have it.
    """
    return COMPOUND_BREAK.sub(JOINER, text)


def join_korean_words_in_html(html: str) -> str:
    """Return an HTML page with `join_korean_words` applied to its body; tags are not changed."""
    before_body, body, text = html.partition("<body")
    parts = _TAG.split(_HANGUL_BREAK_AT_TAG.sub(JOINER, text))
    joined = (part if part[:1] == "<" else join_korean_words(part) for part in parts)
    return before_body + body + "".join(joined)


def bind_heading_words(text: str) -> str:
    """Return the text of a heading with short words bound to the word after them.

    The last word is bound to the one before it: browsers balance the lines of a heading, print
    would leave that word alone on its line.
    """
    text = join_compounds(text)
    bound = SHORT_WORDS.sub(lambda match: match[0].replace(" ", f" {JOINER}"), text)
    before, _, last = bound.rpartition(" ")
    pair = f"{before.rpartition(' ')[2]}{last}"
    width = len(pair) + len(HANGUL.findall(pair))
    if " " in before and JOINER not in last and width <= MAX_WORD_PAIR:
        bound = f"{before} {JOINER}{last}"
    return join_korean_words(bound)


def bind_headings(tree: nodes.Element) -> None:
    """Prevent that a heading line ends in a short word, or that the last line is one word."""
    for title in tree.findall(nodes.title):
        for text in _list_text_nodes(title):
            _replace_text_node(text, bind_heading_words(text.astext()))


def mark_phrases(tree: nodes.Element, phrases: Callable[[str], Sequence[str]]) -> None:
    """Mark the phrases of a page's title: a browser keeps them, and compounds, whole where there is room."""
    title = tree.next_node(nodes.title)
    for text in [child for child in title or () if isinstance(child, nodes.Text)]:
        parts = phrases(text.astext())
        # A text that is spaced from what is beside it, such as emphasis, is a part of a phrase.
        if len(parts) > 1 and title is not None and text.astext() == " ".join(parts):
            phrases_and_spaces: list[nodes.Node] = []
            for part in parts:
                phrases_and_spaces += (nodes.Text(" "), nodes.inline("", part, classes=["phrase"]))
            title.replace(text, phrases_and_spaces[1:])
    if title is not None:
        join_compounds_in_nodes(title)


def join_korean_text_nodes(tree: nodes.Element) -> None:
    """Join Korean words, also where emphasis or a reference ends inside one."""
    _insert_joiners(tree, HANGUL_BREAK)


def join_compounds_in_nodes(tree: nodes.Element) -> None:
    """Let no line end at the hyphen of a compound, nor at that of an address: it is copied as it is read."""
    _insert_joiners(tree, COMPOUND_BREAK, excluded=(nodes.math, nodes.FixedTextElement))


def join_korean_particles(tree: nodes.Element) -> None:
    """Join a Korean particle to the quote or bracket before it, for every format."""
    _insert_joiners(tree, PARTICLE_BREAK, excluded=VERBATIM_NODES)


def _insert_joiners(tree: nodes.Element, pattern: re.Pattern[str], excluded: tuple[type, ...] = ()) -> None:
    texts = _list_text_nodes(tree)
    for before, text in zip((None, *texts), texts, strict=False):
        words = new_words = text.astext()
        if not isinstance(text.parent, excluded):
            new_words = pattern.sub(JOINER, words)
        if before and pattern.search(before.astext()[-1:] + words[:1]):
            block = find_block(text)
            if block is find_block(before) and not isinstance(block, excluded):
                new_words = JOINER + new_words
        _replace_text_node(text, new_words)


def find_block(node: Any) -> Any:
    """Return the block that a text stands in, or the node itself if it is one."""
    is_inline = isinstance(node, nodes.Text | nodes.Inline)
    return find_block(node.parent) if is_inline else node


def _list_text_nodes(block: nodes.Element) -> list[nodes.Text]:
    return [text for text in block.findall(nodes.Text) if text.astext()]


def bind_reference_numbers(tree: nodes.Element) -> None:
    """Bind the number of a reference, as in “Right XI”, to the word before it."""
    for reference in tree.findall(nodes.reference):
        leaves = _list_text_nodes(reference) if reference.get("internal") else []
        before, space, number = leaves[-1].astext().rpartition(" ") if leaves else ("", "", "")
        if space and NUMBER.fullmatch(number):
            _replace_text_node(leaves[-1], f"{before} {JOINER}{number}")


def move_endings_into_references(tree: nodes.Element) -> None:
    """Move a word ending after a reference into it, so that its page number follows the word."""
    for reference in tree.findall(nodes.reference):
        after = _get_adjacent_text(reference, 1) if reference.get("internal") else None
        ending = ENDING.match(after.astext()) if after else None
        if after is not None and ending is not None:
            reference.append(nodes.Text(ending[0]))
            _replace_text_node(after, after.astext()[ending.end() :])


def mark_last_words(tree: nodes.Element) -> None:
    """Mark the last word of each paragraph that could be hyphenated: half a word is no line."""
    for paragraph in tree.findall(nodes.paragraph):
        last = paragraph.children[-1] if paragraph.children else None
        if not isinstance(last, nodes.Text) or len(paragraph.astext()) < LINE_LENGTH:
            continue
        *before, word = BREAKABLE_SPACE.split(last.astext().rstrip())
        if len(word) >= MIN_HYPHENATED:
            word_node = nodes.inline("", word, classes=["last-word"])
            paragraph.replace(last, [*([nodes.Text(f"{' '.join(before)} ")] if before else []), word_node])


def mark_addresses(tree: nodes.Element) -> None:
    """Mark addresses and initials, which no hyphen may divide; a line may end before a dot instead."""
    for text in list(tree.findall(nodes.Text)):
        parts = ADDRESS.split(text.astext())
        if len(parts) > 1 and not isinstance(text.parent, VERBATIM_NODES):
            children: list[nodes.Node] = [nodes.Text(part) for part in parts]
            for number in range(1, len(parts), 2):
                address = nodes.Text(ADDRESS_BREAK.sub(BREAK, parts[number]))
                children[number] = nodes.inline("", "", address, classes=["address"])
            text.parent.replace(text, [child for child in children if child.astext()])


def mark_short_openings(tree: nodes.Element) -> None:
    """Mark the first text below a heading if it fills less than a line: the next stays with it."""
    for title in tree.findall(nodes.title):
        first = title.next_node(siblings=True, descend=False)
        while isinstance(first, nodes.Element) and first.children:
            if isinstance(first, (nodes.list_item, nodes.paragraph)) and _is_under_a_line(first):
                first["classes"].append("led")
                break
            first = first.children[0] if isinstance(first, LISTS) else None


def _is_under_a_line(node: nodes.Element) -> bool:
    """Return whether the text of a paragraph, or of an item of one paragraph, fits in a line."""
    text = node.astext()
    width = len(text) + len(HANGUL.findall(text)) - len(ARABIC.findall(text)) / 9
    return "\n\n" not in text and width < MAX_LINE


def mark_lists_of_names(tree: nodes.Element) -> None:
    """Mark the lists whose items are all short, such as names of cities: they stand in two columns."""
    for items in tree.findall(nodes.bullet_list):
        lengths = [len(item.astext()) + len(HANGUL.findall(item.astext())) for item in items.children]
        words = (len(word) + len(HANGUL.findall(word)) for word in items.astext().split())
        is_narrow = max(lengths) <= MAX_NAME and max(words, default=0) <= MAX_NAME_WORD
        if len(lengths) >= MIN_NAMES and is_narrow and sum(lengths) <= MEAN_NAME * len(lengths):
            items["classes"].append("names")


def isolate_subscripts(tree: nodes.Element) -> None:
    """Keep Latin letters together with a subscript or superscript beside them: H₂O."""
    script_nodes = (nodes.subscript, nodes.superscript)
    for node in list(tree.findall(lambda node: isinstance(node, script_nodes))):
        before, after = _get_adjacent_text(node, -1), _get_adjacent_text(node, 1)
        start = LATIN_END.search(before.astext()) if before else None
        if before is None or start is None:
            continue
        parts = (nodes.Text(start[0]), node.deepcopy())
        isolated = nodes.inline("", "", *parts, classes=["from-left"])
        end = LATIN_START.search(after.astext()) if after else None
        if after is not None and end is not None:
            isolated += nodes.Text(end[0])
            _replace_text_node(after, after.astext()[end.end() :])
        _replace_text_node(before, before.astext()[: start.start()])
        node.parent.replace(node, isolated)


def _get_adjacent_text(node: nodes.Node, offset: int) -> nodes.Text | None:
    position = node.parent.index(node) + offset
    if not 0 <= position < len(node.parent.children):
        return None
    neighbour = node.parent.children[position]
    return neighbour if isinstance(neighbour, nodes.Text) else None


def keep_paragraphs_near_notes(tree: nodes.Element) -> None:
    """Keep short paragraphs whole on a page that has a footnote.

    WeasyPrint 70 sends the note to the next page where that keeps a paragraph, which it may
    break, from leaving one line behind.
    """
    distance = PAGE_LENGTH
    for paragraph in tree.findall(nodes.paragraph):
        length = len(paragraph.astext())
        distance = 0 if paragraph.next_node(nodes.footnote_reference) else distance + length
        if distance < PAGE_LENGTH and length <= SHORT_PARAGRAPH:
            in_item = isinstance(paragraph.parent, nodes.list_item)
            (paragraph.parent if in_item else paragraph)["classes"].append("whole")


def strip_space_before_notes(tree: nodes.Element) -> None:
    """Remove the space before each note reference, which may not begin a line."""
    for call in tree.findall(nodes.footnote_reference):
        before = _get_adjacent_text(call, -1)
        if before is not None:
            _replace_text_node(before, before.astext().rstrip())


def _replace_text_node(text: nodes.Text, new_text: str) -> None:
    if new_text != text.astext():
        text.parent.replace(text, nodes.Text(new_text))
