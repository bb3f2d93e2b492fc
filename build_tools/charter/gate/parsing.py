"""What a msgstr may not become, seen by parsing it: takes msgid and msgstr, gives a Refusal."""

from __future__ import annotations

import re

from build_tools.charter.gate.marks import MOST_LEVELS
from build_tools.charter.gate.reading import PARAGRAPH, UNREADABLE, Seen, seen
from build_tools.charter.gate.refusal import Refusal, Rule, quoted

_DIRECTIVE = frozenset({"_Directive", "comment", "substitution_definition", "pending", "image"})
_TITLED = re.compile(r".*<([^<>]*)>", re.DOTALL)
_ONLY_WORDS = re.compile(r"[\w\s’'.,;()«»“”\"&·-]+")

# Roles whose content is words for the reader, and roles whose content names a thing.
_WORDED = frozenset({
    "abbr", "abbreviation", "ac", "acronym", "code", "command", "dfn", "emphasis", "file",
    "guilabel", "index", "kbd", "literal", "mailheader", "makevar", "manpage", "math",
    "menuselection", "mimetype", "newsgroup", "program", "regexp", "samp", "strong", "sub",
    "subscript", "sup", "superscript", "t", "term", "title", "title-reference",
})  # fmt: skip
_NAMING = frozenset({
    "any", "attr", "class", "confval", "const", "cve", "cwe", "data", "doc", "download", "envvar",
    "eq", "exc", "func", "keyword", "meth", "mod", "numref", "obj", "option", "pep", "ref", "rfc",
    "token", "type",
})  # fmt: skip


def _structure(msgid: str, msgstr: str) -> Refusal | None:
    source, now = seen(msgid), seen(msgstr)
    if now.blocks == UNREADABLE or now.depth > MOST_LEVELS + source.depth:
        return _refused("size", "the translation is nested too deep", "write it as one paragraph")
    if now.kinds & _DIRECTIVE and not _equal_in(source, now):
        message = f"“{quoted(msgstr)}” would be a directive or a comment"
        return _refused("directive", message, "write the words alone")
    if now.blocks == PARAGRAPH or "\n" in msgid or source.blocks == now.blocks:
        return None
    return Refusal(
        code="catalogue/block-structure",
        message=f"the translation is read as {_named(now)} and would not reach the page",
        remedy="write it as one paragraph, with a backslash before a mark that begins it",
    )


def _equal_in(source: Seen, now: Seen) -> bool:
    return (now.kinds & _DIRECTIVE) <= source.kinds


def _named(now: Seen) -> str:
    return ", ".join(dict.fromkeys(block.replace("_", " ") for block in now.blocks)) or "nothing"


def _leads(msgid: str, msgstr: str) -> Refusal | None:
    # Both ways of reading marks that touch letters: a root may choose either.
    ways = (False, True) if re.search(r"[`|:@\[]", msgstr) else (False,)
    source = seen(msgid) | seen(msgid, by_character=True)
    for now in (seen(msgstr, by_character) for by_character in ways):
        for rule in (_roles, _addresses, _substitutions, _notes, _names, _targets):
            refusal = rule(source, now)
            if refusal:
                return refusal
    return None


def _roles(source: Seen, now: Seen) -> Refusal | None:
    for name, content in now.roles:
        own = [theirs for role, theirs in source.roles if role == name]
        if not own:
            message = f"the source has no {_role_named(name)} “{quoted(content)}”"
            return _refused("role", message, "keep the roles of the source; escape a “`” as “\\`”")
        if not _may_say(name, content, own):
            message = f"{_role_named(name)} leads to “{quoted(content)}”, which the source has not"
            return _refused("role", message, f"keep “{quoted(target_of(own[0]))}” as it is")
    return None


def _role_named(name: str) -> str:
    return f"the role “:{name}:”" if name else "text in single backquotes"


def _may_say(name: str, content: str, own: list[str]) -> bool:
    if name in _WORDED:
        return True
    if target_of(content) in {target_of(theirs) for theirs in own}:
        return True
    # A role of the source's own may mark words; a name or a path is not words.
    names_a_thing = name in _NAMING or ":" in name or "<" in content
    return not names_a_thing and _are_words(content) and any(map(_are_words, own))


def target_of(content: str) -> str:
    """Return what the content of a role names: `a` of `words <a>` and of `a` itself."""
    titled = _TITLED.fullmatch(content.strip())
    return (titled.group(1) if titled else content).strip().lstrip("!~")


def _are_words(content: str) -> bool:
    return any(map(str.isalpha, content)) and _ONLY_WORDS.fullmatch(content) is not None


def _addresses(source: Seen, now: Seen) -> Refusal | None:
    for address in sorted(now.addresses - source.addresses):
        message = f"the translation links to “{quoted(address)}”, which the source does not"
        return _refused("link", message, "keep the addresses of the source and no others")
    return None


def _substitutions(source: Seen, now: Seen) -> Refusal | None:
    for name in sorted(now.substitutions - source.substitutions):
        message = f"the source has no substitution “{quoted(name)}”"
        return _refused("substitution", message, "keep the name between the bars untranslated")
    return None


def _notes(source: Seen, now: Seen) -> Refusal | None:
    for note in sorted((now.notes - source.notes).keys()):
        message = f"the note “{quoted(note)}” is not in the source, or not so often"
        return _refused("note", message, "keep the notes of the source, each once")
    return None


def _names(source: Seen, now: Seen) -> Refusal | None:
    if now.names > source.names:
        message = "the translation has a reference, a word that ends in “_”, more than the source"
        return _refused("link", message, "write “\\_” where no reference is meant")
    return None


def _targets(source: Seen, now: Seen) -> Refusal | None:
    if now.targets > source.targets:
        message = "the translation sets a target that the source does not have"
        return _refused("target", message, "take out “_`…`” or write the words alone")
    return None


def _refused(what: str, message: str, remedy: str) -> Refusal:
    return Refusal(code=f"catalogue/refused-{what}", message=message, remedy=remedy)


STRUCTURAL: tuple[Rule, ...] = (_structure, _leads)
