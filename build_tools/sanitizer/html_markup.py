"""Compare the HTML markup of a message and its translation, as a browser tokenizes both.

A message may be raw markup, which nothing escapes: then a translation changes words alone. Nothing is cut
out of a text before it is tokenized, so that what is compared is what a browser will parse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import zip_longest
from unicodedata import category

from tinyhtml5.constants import Token, void_elements
from tinyhtml5.tokenizer import HTMLTokenizer

from build_tools.sanitizer.issue import MessageIssue, make_rejection, quote_excerpt

MAX_ATTRIBUTES = 100

# An element that begins here and is the last token shows that nothing is open at the end.
_END = "<end-of-message>"
# What ends a comment or a section that another block may have begun.
_SECTION_ENDS = ("-->", "--!>", "]]>")
# Embeddings, overrides and isolates: as characters they are looked at with all messages.
_DIRECTION_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Attributes whose value is words, or says in which language and direction words are.
_TEXT_ATTRIBUTES = frozenset({"alt", "aria-label", "dir", "lang", "title", "xml:lang"})
# Elements whose content is no words, or is read otherwise than the rest.
_RAW_TEXT_ELEMENTS = frozenset({
    "iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "template", "textarea",
    "xmp",
})  # fmt: skip
# Elements that act, or change how what follows is read, even without an attribute.
_ACTIVE_ELEMENTS = _RAW_TEXT_ELEMENTS | frozenset({
    "a", "applet", "audio", "base", "body", "button", "embed", "form", "frame", "frameset", "head",
    "image", "img", "input", "isindex", "link", "listing", "marquee", "math", "meta", "object", "portal",
    "select", "source", "svg", "title", "video",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarkupToken:
    """Hold a tag, a comment, or the text of an element that has no words."""

    kind: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def is_harmless(self) -> bool:
        """Return whether it does nothing where a page shows it as words: “<name>” in a sentence."""
        has_values = any(value for _, value in self.attributes)
        return self.kind not in ("start", "end") or not (has_values or self.name in _ACTIVE_ELEMENTS)


class _LinearTokenizer(HTMLTokenizer):  # type: ignore[misc]
    """Refuse tags of many attributes, for which the tokenizer needs quadratic time."""

    def attribute_name_state(self) -> bool:
        """Read an attribute, unless there are too many."""
        if len(self.current_token["data"]) > MAX_ATTRIBUTES:
            raise ValueError("too many attributes")
        return bool(super().attribute_name_state())


def tokenize_markup(text: str) -> tuple[MarkupToken, ...] | None:
    """Return the markup of a text, without its words; None where it cannot be read. Never raises."""
    try:
        return tuple(_iter_tokens(text + _END))
    except Exception:  # as the parser of messages does: what cannot be read is rejected
        return None


def has_same_markup(source: str, translation: str) -> bool:
    """Return whether a translation of raw markup differs from its source in words alone."""
    tokens = tokenize_markup(translation)
    if tokens is None or tokens != tokenize_markup(source):
        return False
    if any(source.count(mark) != translation.count(mark) for mark in _SECTION_ENDS):
        return False
    hidden = set(filter(_is_hidden, _decode_words(translation))) - {*translation}
    return hidden <= _decode_words(source)


def _decode_words(text: str) -> set[str]:
    """Return the characters of the words and values of raw markup, its character references resolved."""
    characters: set[str] = set()
    for token in _LinearTokenizer(StringIO(text)):
        match token["type"]:
            case Token.CHARACTERS:
                characters.update(token["data"])
            case Token.START_TAG:
                characters.update(*token["data"].values())
    return characters


def _is_hidden(char: str) -> bool:
    """Return whether a character cannot stand in XML, or has words read otherwise than they stand."""
    return category(char) in ("Cc", "Cn", "Cs") or char in _DIRECTION_CONTROLS


def compare_markup(msgid: str, msgstr: str, role_targets: Collection[str]) -> Iterator[MessageIssue]:
    """Yield why the markup of a msgstr is not that of its msgid.

    Where the source has elements, they are the same, in order; elsewhere none may act. `role_targets` are
    names that the source leads to: a reference may name one in angle brackets.
    """
    source, translation = tokenize_markup(msgid), tokenize_markup(msgstr)
    if source is None or translation is None:
        yield _reject_markup(msgstr)
        return
    if not _has_elements(source):
        source = tuple(token for token in source if not token.is_harmless)
        translation = tuple(
            token for token in translation if not token.is_harmless and not _is_target(token, role_targets)
        )
    for expected, token in zip_longest(source, translation):
        if expected != token:
            yield _reject_token(expected, token)
            return


def _iter_tokens(text: str) -> Iterator[MarkupToken]:
    raw_element = ""
    # A stream: a short text would be taken for the name of a file.
    for token in _LinearTokenizer(StringIO(text)):
        match token["type"]:
            case Token.START_TAG:
                yield MarkupToken(
                    "start", token["name"], tuple(_iter_attributes(token["name"], token["data"]))
                )
                raw_element = raw_element or (token["name"] if token["name"] in _RAW_TEXT_ELEMENTS else "")
            case Token.END_TAG:
                yield MarkupToken("end", token["name"])
                raw_element = "" if token["name"] == raw_element else raw_element
            case Token.COMMENT:
                yield MarkupToken("comment", token["data"])
            case Token.DOCTYPE:
                yield MarkupToken("doctype", repr(token))
            case Token.CHARACTERS | Token.SPACE_CHARACTERS if raw_element:
                yield MarkupToken("text", token["data"])


def _iter_attributes(element: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield attributes in the order of their names; words in them are left out."""
    for name, value in sorted(attributes.items()):
        is_override = (element, name) == ("bdo", "dir")  # which turns round the letters of words
        is_words = name in _TEXT_ATTRIBUTES and "<" not in value and not is_override
        yield name, "" if is_words else value


def _has_elements(tokens: tuple[MarkupToken, ...]) -> bool:
    """Return whether markup has elements as raw HTML has them: with an end, or without content."""
    ends = {token.name for token in tokens if token.kind == "end"}
    return any(
        token.kind == "start" and (token.name in ends or token.name in void_elements) for token in tokens
    )


def _is_target(token: MarkupToken, role_targets: Collection[str]) -> bool:
    return token.kind == "start" and not token.attributes and token.name in role_targets


def _reject_token(expected: MarkupToken | None, token: MarkupToken | None) -> MessageIssue:
    if token is None or f"<{token.name}>" == _END:
        return _reject_markup(_describe_token(expected), "the translation lacks")
    return _reject_markup(_describe_token(token), "the source has there no")


def _describe_token(token: MarkupToken | None) -> str:
    if token is None or f"<{token.name}>" == _END:
        return "end"
    attributes = "".join(f' {name}="{value}"' if value else f" {name}" for name, value in token.attributes)
    match token.kind:
        case "start":
            return f"<{token.name}{attributes}>"
        case "end":
            return f"</{token.name}>"
        case "comment":
            return f"<!--{token.name}-->"
    return token.name


def _reject_markup(markup: str, fault: str = "this markup cannot be read:") -> MessageIssue:
    message = f"{fault} “{quote_excerpt(markup)}”"
    return make_rejection("markup", message, "change words alone; marks stay as the source has them")
