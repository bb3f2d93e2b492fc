"""Check a msgstr by parsing it: blocks, roles, addresses, substitutions, notes, targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.sanitizer.inert_parser import (
    PARAGRAPH,
    UNREADABLE,
    ParsedMessage,
    parse_message,
    parse_message_by_character,
)
from build_tools.sanitizer.issue import MessageIssue, SanitizerRule, make_rejection, quote_excerpt
from build_tools.sanitizer.lexical_rules import MAX_LEVELS, TYPOGRAPHIC_ROLES

# Levels of lists, then the document, a paragraph and two marks in one another.
MAX_DEPTH = MAX_LEVELS + 4

_DIRECTIVE = frozenset({"_Directive", "comment", "substitution_definition", "pending", "image"})
_TITLED = re.compile(r".*<([^<>]*)>", re.DOTALL)
_ONLY_WORDS = re.compile(r"[\w\s’'.,;()«»“”\"&·-]+")

# Roles whose content is words for the reader, and roles whose content names a thing.
_TEXT_ROLES = frozenset({
    "abbr", "abbreviation", "ac", "acronym", "code", "command", "dfn", "emphasis", "file",
    "guilabel", "index", "kbd", "literal", "mailheader", "makevar", "manpage", "math",
    "menuselection", "mimetype", "newsgroup", "program", "regexp", "samp", "strong", "sub",
    "subscript", "sup", "superscript", "t", "term", "title", "title-reference",
})  # fmt: skip
_TARGET_ROLES = frozenset({
    "any", "attr", "class", "confval", "const", "cve", "cwe", "data", "doc", "download", "envvar",
    "eq", "exc", "func", "keyword", "meth", "mod", "numref", "obj", "option", "pep", "ref", "rfc",
    "token", "type",
})  # fmt: skip


def is_shown_unparsed(msgid: str) -> bool:
    """Return whether a message is code or a formula, of several lines, which Sphinx does not parse."""
    return "\n" in msgid


def _check_structure(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    source, translation = parse_message(msgid), parse_message(msgstr)
    if translation.blocks == UNREADABLE or translation.depth > MAX_DEPTH:
        yield make_rejection("size", "the translation is nested too deep", "write it as one paragraph")
    if not (translation.kinds & _DIRECTIVE) <= source.kinds:
        message = f"“{quote_excerpt(msgstr)}” would be a directive or a comment"
        yield make_rejection("directive", message, "write the words alone")
    if translation.blocks == PARAGRAPH or is_shown_unparsed(msgid) or source.blocks == translation.blocks:
        return
    names = ", ".join(dict.fromkeys(block.replace("_", " ") for block in translation.blocks))
    yield MessageIssue(
        code="catalogue/block-structure",
        message=f"the translation is read as {names or 'nothing'} and would not reach the page",
        remedy="write it as one paragraph, with a backslash before a mark that begins it",
    )


def _check_references(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    # Both ways of reading marks that touch letters: a root may choose either.
    readings = [parse_message(msgstr)]
    if re.search(r"[`|:@\[]", msgstr):
        readings.append(parse_message_by_character(msgstr))
    source = parse_message(msgid) | parse_message_by_character(msgid)
    for translation in readings:
        yield from _compare_roles(source, translation)
        yield from _compare_names(source, translation)


def _compare_roles(source: ParsedMessage, translation: ParsedMessage) -> Iterator[MessageIssue]:
    for name, content in translation.roles:
        role = f"the role “:{name}:”" if name else "text in single backquotes"
        if name in TYPOGRAPHIC_ROLES:
            continue
        source_contents = [text for other_name, text in source.roles if other_name == name]
        if not source_contents:
            message = f"the source has no {role} “{quote_excerpt(content)}”"
            remedy = "keep the roles of the source; escape a “`” as “\\`”"
            yield make_rejection("role", message, remedy)
        elif not _is_content_allowed(name, content, source_contents):
            message = f"{role} leads to “{quote_excerpt(content)}”, which the source has not"
            target = quote_excerpt(extract_role_target(source_contents[0]))
            yield make_rejection("role", message, f"keep “{target}” as it is")


def _is_content_allowed(name: str, content: str, source_contents: list[str]) -> bool:
    if name in _TEXT_ROLES and not (name == "term" and _TITLED.fullmatch(content)):
        return True
    if extract_role_target(content) in map(extract_role_target, source_contents):
        return True
    # A role of the source's own may mark words; a name or a path is not words.
    is_target = name in _TARGET_ROLES or ":" in name or "<" in content
    return not is_target and _is_prose(content) and any(map(_is_prose, source_contents))


def extract_role_target(content: str) -> str:
    """Return the target in the content of a role: `a` of `words <a>` and of `a` itself."""
    title_match = _TITLED.fullmatch(content.strip())
    return (title_match.group(1) if title_match else content).strip().lstrip("!~")


def _is_prose(content: str) -> bool:
    return any(map(str.isalpha, content)) and _ONLY_WORDS.fullmatch(content) is not None


def _compare_names(source: ParsedMessage, translation: ParsedMessage) -> Iterator[MessageIssue]:
    """Yield addresses, substitutions, notes, references and targets that the source lacks."""
    for address in sorted(translation.addresses - source.addresses):
        message = f"the translation links to “{quote_excerpt(address)}”, which the source does not"
        yield make_rejection("link", message, "keep the addresses of the source and no others")
    for name in sorted(translation.substitutions - source.substitutions):
        message = f"the source has no substitution “{quote_excerpt(name)}”"
        yield make_rejection("substitution", message, "keep the name between the bars untranslated")
    for note in sorted((translation.notes - source.notes).keys()):
        message = f"the note “{quote_excerpt(note)}” is not in the source, or not so often"
        yield make_rejection("note", message, "keep the notes of the source, each once")
    if translation.named_references > source.named_references:
        message = "the translation has a reference, a word that ends in “_”, more than the source"
        yield make_rejection("link", message, "write “\\_” where no reference is meant")
    if translation.targets > source.targets:
        message = "the translation sets a target that the source does not have"
        yield make_rejection("target", message, "take out “_`…`” or write the words alone")


def _check_anonymous_references(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    """Reject another number of references by order: docutils would match none of its page."""
    if "__" not in msgid + msgstr:
        return
    source, translation = (parse_message(text).anonymous_references for text in (msgid, msgstr))
    if source != translation:
        message = f"the source has {source} times a reference “`…`__”, the translation {translation}"
        yield make_rejection("link", message, "keep each, in the order of the source")


def _check_markup(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    if "<" not in msgid + msgstr:
        return
    from build_tools.sanitizer.html_markup import compare_markup

    roles = parse_message(msgid).roles
    yield from compare_markup(msgid, msgstr, {extract_role_target(content) for _, content in roles})


STRUCTURAL: tuple[SanitizerRule, ...] = (
    _check_structure,
    _check_references,
    _check_anonymous_references,
    _check_markup,
)
