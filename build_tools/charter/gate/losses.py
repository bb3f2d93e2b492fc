"""What a translation leaves out that leads somewhere: takes msgid and msgstr, gives Losses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.charter.gate.parsing import target_of
from build_tools.charter.gate.plain import is_plain
from build_tools.charter.gate.reading import seen
from build_tools.charter.gate.refusal import quoted
from build_tools.charter.gate.repairs import Repair

_LEADING = frozenset({"ref", "doc", "numref", "any", "download", "cite", "eq"})
# What these mark is marked as well by the signs of reStructuredText, or needs no mark.
_SIGNS = frozenset({"", "code", "emphasis", "index", "literal", "strong", "title-reference"})
_KEEP = "put it where it belongs in the translation"
_UNCLOSED = Repair(
    code="catalogue/stray-mark",
    message="a mark of the translation is opened and not closed; it is printed as it is",
    remedy="close it, or write a backslash before it",
)


def lost(msgid: str, msgstr: str) -> Iterator[Repair]:
    """Yield each note, reference, address, name, role and target that a msgstr lacks."""
    if is_plain(msgid):
        return
    source, now = seen(msgid, by_character=True), seen(msgstr, by_character=True)
    for note in (source.notes - now.notes).elements():
        yield _loss("note", f"the note “{quoted(note)}” is left out: it is called from nowhere")
    for target in (_leading(source.roles) - _leading(now.roles)).elements():
        yield _loss("reference", f"the reference to “{quoted(target)}” is left out")
    for address in sorted(source.addresses - now.addresses):
        yield _loss("link", f"the address “{quoted(address)}” is left out")
    for name in sorted(source.substitutions - now.substitutions):
        yield _loss("substitution", f"“{quoted(name)}” is left out")
    for role in (_marking(source.roles) - _marking(now.roles)).elements():
        yield _loss("role", f"words that the source marks with “:{role}:” have no such mark")
    if now.targets < source.targets:
        yield _loss("target", "a target, “_`…`”, is left out: what leads there finds nothing")
    if seen(msgstr).broken and not source.broken:
        yield _UNCLOSED
    if now.names < source.names:
        yield _loss("reference", "a reference by name, a word that ends in “_”, is left out")


def _marking(roles: tuple[tuple[str, str], ...]) -> Counter[str]:
    named = (name.rpartition(":")[2] for name, _ in roles)
    return Counter(name for name in named if name not in _LEADING | _SIGNS)


def _leading(roles: tuple[tuple[str, str], ...]) -> Counter[str]:
    named = ((name.rpartition(":")[2], content) for name, content in roles)
    return Counter(target_of(content) for name, content in named if name in _LEADING)


def _loss(what: str, message: str) -> Repair:
    return Repair(code=f"catalogue/lost-{what}", message=message, remedy=_KEEP)
