"""Parse a message with docutils without running a role or a directive."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from docutils import nodes, utils
from docutils.frontend import get_default_settings
from docutils.parsers import rst
from docutils.parsers.rst import states
from docutils.statemachine import string2lines

# A quotation mark, a letter that is seen, then nothing that markup or an address could begin with.
_WORDS = re.compile(
    r"(?:[«“‘„¿¡][ \u00a0\u202f]?)?(?![\u115f\u1160\u3164\uffa0])[^\W\d_]"
    r"(?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ufffe\uffff"
    r"*`|_\\<>@#:\[\]^{}]|: )*:?"
)
_ENUMERATOR = re.compile(r"[A-Za-z]+[.)](?:\s|$)")
MAX_PLAIN_LENGTH = 1_000
PARAGRAPH, UNREADABLE = ("paragraph",), ("unreadable",)


def is_plain_text(text: str) -> bool:
    """Return whether a text is one line of words and punctuation, without markup."""
    is_short = len(text) <= MAX_PLAIN_LENGTH
    return is_short and _WORDS.fullmatch(text) is not None and _ENUMERATOR.match(text) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMessage:
    """Describe what a message becomes: the kinds of its blocks, and all that leads somewhere.

    `roles` are name and content; `named_references` counts the references by name, `anonymous_references`
    those by order (“`…`__”), `targets` the inline targets, `marks` the inline nodes by tag name; `broken` is
    set where markup is opened and not closed.
    """

    blocks: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    depth: int = 0
    roles: tuple[tuple[str, str], ...] = ()
    addresses: frozenset[str] = frozenset()
    substitutions: frozenset[str] = frozenset()
    notes: Counter[str] = field(default_factory=Counter)
    named_references: int = 0
    anonymous_references: int = 0
    targets: int = 0
    marks: Counter[str] = field(default_factory=Counter)
    broken: bool = False

    def __or__(self, other: ParsedMessage) -> ParsedMessage:
        return ParsedMessage(
            blocks=self.blocks,
            kinds=self.kinds | other.kinds,
            depth=max(self.depth, other.depth),
            roles=self.roles + other.roles,
            addresses=self.addresses | other.addresses,
            substitutions=self.substitutions | other.substitutions,
            notes=self.notes | other.notes,
            named_references=max(self.named_references, other.named_references),
            anonymous_references=max(self.anonymous_references, other.anonymous_references),
            targets=max(self.targets, other.targets),
            marks=self.marks | other.marks,
            broken=self.broken or other.broken,
        )


class _Role(nodes.inline):
    """Represent a role that was parsed and not run."""


class _Directive(nodes.General, nodes.Element):
    """Represent a directive that was parsed and not run."""


def _record_role(
    rawsource: str, text: str, role: str, lineno: int
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Replace docutils' handling of roles: record name and content, call nothing."""
    content = utils.unescape(text)
    node = _Role(rawsource, content, role=(role or "").lower(), content=content, line=lineno)
    return [node], []


class _InertState:
    """Extend each state of docutils' state machine: no directive is ever run."""

    # A list of their own: docutils keeps spare machines here and would mix them with Sphinx's.
    nested_sm_cache: list[Any] = []  # noqa: RUF012 - docutils fills it

    def __init__(self, machine: Any, debug: bool = False) -> None:
        super().__init__(machine, debug)  # type: ignore[call-arg]
        self.nested_sm_kwargs = {"state_classes": STATES, "initial_state": "Body"}

    def run_directive(self, *_: Any, **__: Any) -> tuple[list[nodes.Node], bool]:
        """Return a placeholder instead of running a directive."""
        return [_Directive()], True

    def unknown_directive(self, *_: Any) -> tuple[list[nodes.Node], bool]:
        """Return the same placeholder for a directive that docutils does not know."""
        return [_Directive()], True


STATES = tuple(type(state.__name__, (_InertState, state), {}) for state in states.state_classes)


@lru_cache(maxsize=2)
def _make_parser_settings(by_character: bool) -> Any:
    settings = get_default_settings(rst.Parser())
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.report_level = settings.halt_level = 5
    settings.warning_stream = False
    settings.character_level_inline_markup = by_character
    return settings


@lru_cache(maxsize=2)
def _make_state_machine(by_character: bool) -> tuple[states.RSTStateMachine, states.Inliner]:
    inliner = states.Inliner()
    inliner.init_customizations(_make_parser_settings(by_character))
    # Both of these are costly to make, and docutils' own nested machines are used again too.
    inliner.init_customizations = lambda _: None  # type: ignore[method-assign,assignment]
    inliner.interpreted = _record_role  # type: ignore[method-assign]
    return states.RSTStateMachine(state_classes=STATES, initial_state="Body"), inliner


@lru_cache(maxsize=64)
def parse_message(text: str) -> ParsedMessage:
    """Return what a message becomes.

    Runs no role and no directive, opens no file, prints nothing, never raises.
    """
    return _parse_message(text, by_character=False)


@lru_cache(maxsize=64)
def parse_message_by_character(text: str) -> ParsedMessage:
    """Return what a message becomes where markup may touch letters.

    This is how docutils reads the sources of a root that sets `character_level_inline_markup`.
    """
    return _parse_message(text, by_character=True)


def _parse_message(text: str, by_character: bool) -> ParsedMessage:
    try:
        return _describe_document(_parse_document(text, by_character), by_character)
    except Exception:  # a message that docutils stumbles over is as bad as one too deep
        _make_state_machine.cache_clear()
        return ParsedMessage(blocks=UNREADABLE)


def parse_inline(text: str) -> nodes.Element | None:
    """Return a text as one line of inline markup, nothing run; None where it cannot be read."""
    document = utils.new_document("message", _make_parser_settings(False))
    paragraph = nodes.paragraph()
    document += paragraph
    memo = SimpleNamespace(document=document, reporter=document.reporter, language=None)
    try:
        children, _ = _make_state_machine(False)[1].parse(text, 0, memo, paragraph)
    except Exception:  # as in `parse_message`
        _make_state_machine.cache_clear()
        return None
    paragraph += children
    return paragraph


def _parse_document(text: str, by_character: bool) -> nodes.document:
    document = utils.new_document("message", _make_parser_settings(by_character))
    machine, inliner = _make_state_machine(by_character)
    lines = string2lines(text, tab_width=8, convert_whitespace=True)
    machine.run(lines, document, inliner=inliner)
    return document


def _describe_document(document: nodes.document, by_character: bool) -> ParsedMessage:
    parts = (node for node in document if isinstance(node, nodes.Element))
    blocks = [node for node in parts if not isinstance(node, nodes.system_message)]
    elements = [node for block in blocks for node in block.findall(nodes.Element)]
    links = _select(elements, nodes.reference, nodes.target)
    return ParsedMessage(
        blocks=tuple(block.tagname for block in blocks),
        kinds=frozenset(node.tagname for node in elements),
        depth=_measure_node_depth(document),
        roles=tuple((node["role"], node["content"]) for node in _select(elements, _Role)),
        addresses=frozenset(node["refuri"] for node in links if "refuri" in node),
        substitutions=frozenset(_list_source_texts(elements, nodes.substitution_reference)),
        notes=Counter(_list_source_texts(elements, nodes.footnote_reference, nodes.citation_reference)),
        # By character, the first half of snake_case would count as a name.
        named_references=sum(
            "refuri" not in node
            and "anonymous" not in node
            and not (by_character and not node.rawsource.startswith("`"))
            for node in _select(elements, nodes.reference)
        ),
        anonymous_references=sum(
            "refuri" not in node and "anonymous" in node for node in _select(elements, nodes.reference)
        ),
        targets=sum("refuri" not in node for node in _select(elements, nodes.target)),
        marks=Counter(
            node.tagname
            for node in elements
            if isinstance(node, nodes.Inline) and node.tagname != "problematic"
        ),
        broken=any(_select(elements, nodes.problematic)),
    )


def _measure_node_depth(node: nodes.Node) -> int:
    return 1 + max(map(_measure_node_depth, node.children), default=0)


def _select(elements: list[nodes.Element], *kinds: type[nodes.Element]) -> list[nodes.Element]:
    return [node for node in elements if isinstance(node, kinds)]


def _list_source_texts(elements: list[nodes.Element], *kinds: type[nodes.Element]) -> list[str]:
    return [" ".join(node.rawsource.split()).lower() for node in _select(elements, *kinds)]
