"""Compose texts whose parts are in several languages: a pattern that is not translated, a title that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docutils import nodes
from docutils.utils.smartquotes import educate_tokens

from build_tools.model import LocalizedText
from build_tools.sphinx_ext.text.lang_classes import make_lang_class

# Where a line ended between two directions, WeasyPrint 70 would leave the space beside the line.
_EDGE_SPACE = re.compile(r"^ | $")
FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MixedText:
    """Hold a text in parts, each with its language; `language` is that of the sentence."""

    parts: tuple[LocalizedText, ...]
    language: str

    @property
    def text(self) -> str:
        """Return the whole text."""
        return "".join(part.text for part in self.parts)

    def is_only(self, tag: str) -> bool:
        """Return whether all of the text is in one language."""
        return {self.language, *(part.language for part in self.parts)} == {tag}

    def make_nodes(self, around: str, own: str) -> Iterator[nodes.Node]:
        """Yield the text as nodes; what is in another language than around it is marked.

        A sentence that is not in the edition's language, `own`, stays one from the left in a text from the
        right, whatever stands in it.
        """
        parts = self.parts if self.language == own else tuple(map(bind_part, self.parts))
        if self.language.lower() == around.lower():
            yield from (_make_part_node(part, around) for part in parts)
        else:
            inner = (_make_part_node(part, self.language) for part in parts)
            yield nodes.inline("", "", *inner, classes=[make_lang_class(self.language)])


def bind_part(part: LocalizedText) -> LocalizedText:
    """Return a text for a sentence in another language: its own quotation marks, fixed spaces at its ends."""
    text = _EDGE_SPACE.sub("\N{NO-BREAK SPACE}", part.text)
    return replace(part, text=curl_quotes(text, part.language))


def curl_quotes(text: str, tag: str) -> str:
    """Return a text with the quotation marks of its language: later it would get those of the edition."""
    return "".join(educate_tokens([("plain", text)], "q", tag))


def _make_part_node(part: LocalizedText, around: str) -> nodes.Node:
    if part.language.lower() == around.lower():
        return nodes.Text(part.text)
    return nodes.inline("", part.text, classes=[make_lang_class(part.language)])


def make_mixed_text(text: LocalizedText) -> MixedText:
    """Return a text that is in one language."""
    return MixedText(parts=(text,), language=text.language)


def fill_pattern(pattern: LocalizedText, **fields: MixedText) -> MixedText:
    """Return a pattern with its fields filled in; one without words is in the language of its first field."""
    pieces = FIELD.split(pattern.text)
    if not any(map(str.isalpha, "".join(pieces[::2]))) and len(pieces) > 1:
        pattern = replace(pattern, language=fields[pieces[1]].language)
    parts: list[LocalizedText] = []
    for position, piece in enumerate(pieces):
        new = fields[piece].parts if position % 2 else (replace(pattern, text=piece),)
        for part in new:
            if parts and parts[-1].language == part.language:
                parts[-1] = replace(part, text=parts[-1].text + part.text)
            elif part.text:
                parts.append(part)
    return MixedText(parts=tuple(parts), language=pattern.language)
