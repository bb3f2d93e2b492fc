"""Find the notes, references, links, roles and targets that a translation leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.sanitizer.inert_parser import is_plain_text, parse_message
from build_tools.sanitizer.rejection import quote_excerpt
from build_tools.sanitizer.repair import Repair
from build_tools.sanitizer.structural_rules import extract_role_target

_REFERENCE_ROLES = frozenset({"ref", "doc", "numref", "any", "download", "cite", "eq"})
# What these mark is marked as well by the signs of reStructuredText, or needs no mark.
_OPTIONAL_ROLES = frozenset(
    {"", "code", "emphasis", "index", "literal", "strong", "title-reference"}
)
_KEEP = "put it where it belongs in the translation"
_UNCLOSED = Repair(
    code="catalogue/stray-mark",
    message="a mark of the translation is opened and not closed; it is printed as it is",
    remedy="close it, or write a backslash before it",
)


def find_omissions(msgid: str, msgstr: str) -> Iterator[Repair]:
    """Yield each note, reference, address, name, role and target that a msgstr lacks."""
    if is_plain_text(msgid):
        return
    source, translation = (
        parse_message(msgid, by_character=True),
        parse_message(msgstr, by_character=True),
    )
    for note in (source.notes - translation.notes).elements():
        yield _make_omission(
            "note", f"the note “{quote_excerpt(note)}” is left out: it is called from nowhere"
        )
    for target in (
        _count_reference_targets(source.roles) - _count_reference_targets(translation.roles)
    ).elements():
        yield _make_omission("reference", f"the reference to “{quote_excerpt(target)}” is left out")
    for address in sorted(source.addresses - translation.addresses):
        yield _make_omission("link", f"the address “{quote_excerpt(address)}” is left out")
    for name in sorted(source.substitutions - translation.substitutions):
        yield _make_omission("substitution", f"“{quote_excerpt(name)}” is left out")
    for role in (
        _count_markup_roles(source.roles) - _count_markup_roles(translation.roles)
    ).elements():
        yield _make_omission(
            "role", f"words that the source marks with “:{role}:” have no such mark"
        )
    if translation.targets < source.targets:
        yield _make_omission(
            "target", "a target, “_`…`”, is left out: what leads there finds nothing"
        )
    if parse_message(msgstr).broken and not source.broken:
        yield _UNCLOSED
    if translation.named_references < source.named_references:
        yield _make_omission(
            "reference", "a reference by name, a word that ends in “_”, is left out"
        )


def _count_markup_roles(roles: tuple[tuple[str, str], ...]) -> Counter[str]:
    names = (name.rpartition(":")[2] for name, _ in roles)
    return Counter(name for name in names if name not in _REFERENCE_ROLES | _OPTIONAL_ROLES)


def _count_reference_targets(roles: tuple[tuple[str, str], ...]) -> Counter[str]:
    pairs = ((name.rpartition(":")[2], content) for name, content in roles)
    return Counter(
        extract_role_target(content) for name, content in pairs if name in _REFERENCE_ROLES
    )


def _make_omission(what: str, message: str) -> Repair:
    return Repair(code=f"catalogue/lost-{what}", message=message, remedy=_KEEP)
