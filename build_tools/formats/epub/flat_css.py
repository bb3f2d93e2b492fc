"""Flatten style sheets for reading systems that know little CSS: MuPDF, calibre, older readers.

No custom property, no `:is()`, no sum and no logical side is left: each is known when an edition is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import tinycss2

from build_tools.formats.epub.css_selectors import expand_selectors
from build_tools.formats.epub.css_sums import evaluate_sums
from build_tools.formats.epub.physical_css import iter_physical_declarations
from build_tools.model import Language

Values = Mapping[str, Sequence[Any]]
ROOT_SELECTORS = {":root", "html"}
# At-rules that hold rules.
CONDITIONAL_RULES = {"media", "supports"}


def flatten_css(css: str, language: Language) -> str:
    """Return a style sheet with every value that the edition decides filled in."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    values = _collect_custom_properties(rules, f"html.{language.writing_system}")
    return "\n".join(_iter_flat_rules(rules, values, language.is_rtl))


def _collect_custom_properties(rules: Iterable[Any], own_selector: str) -> Values:
    """Return the custom properties of the root element; those of the writing system come last."""
    values: dict[str, Sequence[Any]] = {}
    for selectors in (ROOT_SELECTORS, {own_selector}):
        for rule in rules:
            if rule.type == "qualified-rule" and not selectors.isdisjoint(_list_selectors(rule)):
                own = (one for one in _parse_declarations(rule) if one.name.startswith("--"))
                values |= {one.name: one.value for one in own}
    return values


def _list_selectors(rule: Any) -> set[str]:
    return {part.strip() for part in tinycss2.serialize(rule.prelude).split(",")}


def _parse_declarations(rule: Any) -> list[Any]:
    content = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return [one for one in content if one.type == "declaration"]


def _iter_flat_rules(rules: Iterable[Any], values: Values, is_rtl: bool) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            lines = [line for one in _parse_declarations(rule) for line in _flatten(one, values, is_rtl)]
            selectors = expand_selectors(tinycss2.serialize(rule.prelude)) if lines else ()
            # A selector that a reading system does not know makes it drop the rule: each has its own.
            yield from (f"{selector} {{ {' '.join(lines)} }}" for selector in selectors)
        elif rule.type == "at-rule" and rule.at_keyword in CONDITIONAL_RULES and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            body = "\n".join(_iter_flat_rules(inner, values, is_rtl))
            yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{\n{body}\n}}" if body else ""
        else:
            yield rule.serialize()


def _flatten(declaration: Any, values: Values, is_rtl: bool) -> Iterator[str]:
    """Yield a declaration as physical ones; none for a custom property, or a value that is not known."""
    tokens = None if declaration.name.startswith("--") else _fill_in(declaration.value, values)
    value = re.sub(r"\s+", " ", evaluate_sums(tinycss2.serialize(tokens or ()))).strip()
    if declaration.name.startswith("border") or value.lower() == "currentcolor":
        value = re.sub(r"(?i) ?\bcurrentcolor\b", "", value)  # what a border and a text have by themselves
    mark = " !important" if declaration.important else ""
    if value:
        for name, physical in iter_physical_declarations(declaration.lower_name, value, is_rtl=is_rtl):
            yield f"{name}: {physical}{mark};"


def _fill_in(tokens: Iterable[Any], values: Values) -> list[Any] | None:
    """Return tokens with custom properties filled in; None where one has neither value nor fallback."""
    filled: list[Any] = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            name, fallback = _split_at_comma(token.arguments)
            part = _fill_in(values.get(name, fallback), values)
            if not part:
                return None
            filled += part
        elif token.type == "function" or token.type in ("() block", "[] block"):
            inner = _fill_in(token.arguments if token.type == "function" else token.content, values)
            if inner is None:
                return None
            opening, closing = (f"{token.name}(", ")") if token.type == "function" else tuple(token.type[:2])
            filled += tinycss2.parse_component_value_list(f"{opening}{tinycss2.serialize(inner)}{closing}")
        else:
            filled.append(token)
    return filled


def _split_at_comma(tokens: Sequence[Any]) -> tuple[str, Sequence[Any]]:
    """Return the name in `var(--name, fallback)` and the fallback."""
    commas = (at for at, token in enumerate(tokens) if token.type == "literal" and token.value == ",")
    at = next(commas, len(tokens))
    return tinycss2.serialize(tokens[:at]).strip(), tokens[at + 1 :]
