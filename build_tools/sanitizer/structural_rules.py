"""Check a msgstr by parsing it: blocks, roles, addresses, substitutions, notes, targets."""

from __future__ import annotations

import re

from build_tools.sanitizer.inert_parser import PARAGRAPH, UNREADABLE, ParsedMessage, parse_message
from build_tools.sanitizer.lexical_rules import MAX_LEVELS
from build_tools.sanitizer.rejection import Rejection, SanitizerRule, quote_excerpt

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


def _check_structure(msgid: str, msgstr: str) -> Rejection | None:
    source, translation = parse_message(msgid), parse_message(msgstr)
    if translation.blocks == UNREADABLE or translation.depth > MAX_LEVELS + source.depth:
        return _make_rejection(
            "size", "the translation is nested too deep", "write it as one paragraph"
        )
    if translation.kinds & _DIRECTIVE and not _is_directive_in_source(source, translation):
        message = f"“{quote_excerpt(msgstr)}” would be a directive or a comment"
        return _make_rejection("directive", message, "write the words alone")
    if translation.blocks == PARAGRAPH or "\n" in msgid or source.blocks == translation.blocks:
        return None
    return Rejection(
        code="catalogue/block-structure",
        message=f"the translation is read as {_list_block_names(translation)}"
        " and would not reach the page",
        remedy="write it as one paragraph, with a backslash before a mark that begins it",
    )


def _is_directive_in_source(source: ParsedMessage, translation: ParsedMessage) -> bool:
    return (translation.kinds & _DIRECTIVE) <= source.kinds


def _list_block_names(translation: ParsedMessage) -> str:
    return (
        ", ".join(dict.fromkeys(block.replace("_", " ") for block in translation.blocks))
        or "nothing"
    )


def _check_references(msgid: str, msgstr: str) -> Rejection | None:
    # Both ways of reading marks that touch letters: a root may choose either.
    modes = (False, True) if re.search(r"[`|:@\[]", msgstr) else (False,)
    source = parse_message(msgid) | parse_message(msgid, by_character=True)
    for translation in (parse_message(msgstr, by_character) for by_character in modes):
        for rule in (
            _compare_roles,
            _compare_addresses,
            _compare_substitutions,
            _compare_notes,
            _compare_named_references,
            _compare_targets,
        ):
            rejection = rule(source, translation)
            if rejection:
                return rejection
    return None


def _compare_roles(source: ParsedMessage, translation: ParsedMessage) -> Rejection | None:
    for name, content in translation.roles:
        source_contents = [theirs for role, theirs in source.roles if role == name]
        if not source_contents:
            message = f"the source has no {_describe_role(name)} “{quote_excerpt(content)}”"
            return _make_rejection(
                "role", message, "keep the roles of the source; escape a “`” as “\\`”"
            )
        if not _is_content_allowed(name, content, source_contents):
            message = (
                f"{_describe_role(name)} leads to “{quote_excerpt(content)}”,"
                " which the source has not"
            )
            return _make_rejection(
                "role",
                message,
                f"keep “{quote_excerpt(extract_role_target(source_contents[0]))}” as it is",
            )
    return None


def _describe_role(name: str) -> str:
    return f"the role “:{name}:”" if name else "text in single backquotes"


def _is_content_allowed(name: str, content: str, source_contents: list[str]) -> bool:
    if name in _TEXT_ROLES:
        return True
    if extract_role_target(content) in {extract_role_target(theirs) for theirs in source_contents}:
        return True
    # A role of the source's own may mark words; a name or a path is not words.
    names_a_thing = name in _TARGET_ROLES or ":" in name or "<" in content
    return not names_a_thing and _is_prose(content) and any(map(_is_prose, source_contents))


def extract_role_target(content: str) -> str:
    """Return the target in the content of a role: `a` of `words <a>` and of `a` itself."""
    title_match = _TITLED.fullmatch(content.strip())
    return (title_match.group(1) if title_match else content).strip().lstrip("!~")


def _is_prose(content: str) -> bool:
    return any(map(str.isalpha, content)) and _ONLY_WORDS.fullmatch(content) is not None


def _compare_addresses(source: ParsedMessage, translation: ParsedMessage) -> Rejection | None:
    for address in sorted(translation.addresses - source.addresses):
        message = f"the translation links to “{quote_excerpt(address)}”, which the source does not"
        return _make_rejection("link", message, "keep the addresses of the source and no others")
    return None


def _compare_substitutions(source: ParsedMessage, translation: ParsedMessage) -> Rejection | None:
    for name in sorted(translation.substitutions - source.substitutions):
        message = f"the source has no substitution “{quote_excerpt(name)}”"
        return _make_rejection(
            "substitution", message, "keep the name between the bars untranslated"
        )
    return None


def _compare_notes(source: ParsedMessage, translation: ParsedMessage) -> Rejection | None:
    for note in sorted((translation.notes - source.notes).keys()):
        message = f"the note “{quote_excerpt(note)}” is not in the source, or not so often"
        return _make_rejection("note", message, "keep the notes of the source, each once")
    return None


def _compare_named_references(
    source: ParsedMessage, translation: ParsedMessage
) -> Rejection | None:
    if translation.named_references > source.named_references:
        message = "the translation has a reference, a word that ends in “_”, more than the source"
        return _make_rejection("link", message, "write “\\_” where no reference is meant")
    return None


def _compare_targets(source: ParsedMessage, translation: ParsedMessage) -> Rejection | None:
    if translation.targets > source.targets:
        message = "the translation sets a target that the source does not have"
        return _make_rejection("target", message, "take out “_`…`” or write the words alone")
    return None


def _make_rejection(what: str, message: str, remedy: str) -> Rejection:
    return Rejection(code=f"catalogue/refused-{what}", message=message, remedy=remedy)


STRUCTURAL: tuple[SanitizerRule, ...] = (_check_structure, _check_references)
