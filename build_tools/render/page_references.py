"""Set the page of what a reference leads to behind it, as print alone does: `(p. 19)`."""

from __future__ import annotations

from docutils import nodes

from build_tools.model import Language, UiStrings
from build_tools.render.line_breaking import JOINER
from build_tools.sphinx_ext.text.lang_classes import find_language, get_lang_classes
from build_tools.sphinx_ext.text.page_references import PAGE, list_page_patterns

# Set by an author on a block that shows how to cite: what is cited has no page of this book.
CITATION_MODEL = "citation-model"
PAGELESS, BRACKETED, WORDLESS = "pageless", "bracketed", "wordless"
OPENING, CLOSING = "([（［", ")]）］"


def mark_page_references(tree: nodes.Element, language: Language) -> None:
    """Mark references whose page stands within brackets or without words, and those that have none."""
    for reference in tree.findall(nodes.reference):
        if find_language(reference.parent, language.tag).lower() != language.tag.lower():
            reference["classes"].append(WORDLESS)
    for block in tree.findall(nodes.TextElement):
        if not isinstance(block, nodes.Inline):
            _mark_bracketed_references(block)
    for model in tree.findall(nodes.Element):
        if CITATION_MODEL in model["classes"]:
            model["classes"].remove(CITATION_MODEL)
            for reference in model.findall(nodes.reference):
                reference["classes"].append(PAGELESS)


def keep_pages_in_own_language(tree: nodes.Element) -> None:
    """Move the language of a reference into it: the page behind it has the words of the edition."""
    for reference in list(tree.findall(nodes.reference)):
        outer = reference.parent
        if isinstance(outer, nodes.inline) and len(outer) == 1 and get_lang_classes(outer):
            inner = nodes.inline("", "", *reference.children, classes=outer["classes"])
            reference.clear()
            reference.append(inner)
            outer.parent.replace(outer, reference)


def _mark_bracketed_references(block: nodes.TextElement) -> None:
    depth = 0
    for node in block.findall():
        if isinstance(node, nodes.reference) and depth > 0:
            node["classes"].append(BRACKETED)
        elif isinstance(node, nodes.Text):
            depth += sum(map(node.count, OPENING)) - sum(map(node.count, CLOSING))


def make_page_reference_css(language: Language, ui_strings: UiStrings) -> str:
    """Return what stands before and behind a page, as custom properties for styles/print/basics.css."""
    plain, bracketed = map(_split_pattern, list_page_patterns(ui_strings))
    # A bracket follows a Korean word at once.
    space = JOINER if language.writing_system == "cjk" else " "
    texts = {
        "--page-before": space + plain[0],
        "--page-after": plain[1],
        "--bracketed-page-before": bracketed[0],
        "--bracketed-page-after": bracketed[1],
    }
    return "html { " + " ".join(f'{name}: "{text}";' for name, text in texts.items()) + " }"


def _split_pattern(pattern: str) -> tuple[str, str]:
    """Return what a pattern has before and behind the page, with no line break beside that."""
    before, _, after = pattern.replace('"', "").replace("\\", "").partition(PAGE)
    joiner = "" if after.startswith(")") or not after else JOINER
    return before.replace(" ", "\N{NO-BREAK SPACE}"), joiner + after.replace(" ", "\N{NO-BREAK SPACE}")
