"""Filter the CSS of an SVG image: properties by an allow-list, and no address but of its own parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from build_tools.images.svg_allow_list import CSS_FUNCTIONS, PRESENTATION_PROPERTIES

LOCAL_REFERENCE = re.compile(r"#([^\s\"'<>()\\#%&]+)")
# No drawing needs more; some programs compute with it for hours.
MAX_NUMBER = 10_000_000
# Of some values one that is not of this form stops the drawing of all others.
_NUMBER = r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_OPACITY = re.compile(rf"{_NUMBER}%?\s*|\s*inherit\s*")
_FORMS = {"viewBox": re.compile(rf"{_NUMBER}(?:(?:\s*,|\s){_NUMBER}){{3}}\s*")}
_FORMS |= dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"), _OPACITY)
_NUMBERS = frozenset({"number", "percentage", "dimension"})
_SIMPLE_SELECTOR = re.compile(r"[.#]?[\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilteredStyle:
    """Hold CSS without what was left out, and the ids that it names, by simple selector (`*`: any)."""

    text: str
    left_out: tuple[str, ...]
    references: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Filter:
    left_out: list[str] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)

    def filter_declarations(self, tokens: Any, selectors: Iterable[str]) -> str:
        """Return declarations, those of nested rules too, without what is not allowed."""
        kept: list[str] = []
        for node in tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True):
            if node.type == "declaration":
                kept += self._filter_declaration(node, selectors)
            elif node.type == "qualified-rule":
                kept.append(self._filter_rule(node))
            else:
                self.left_out.append(_describe_node(node))
        return " ".join(kept)

    def _filter_declaration(self, node: Any, selectors: Iterable[str]) -> Iterator[str]:
        is_inert, ids = inspect_values(node.value)
        is_inert = is_inert and has_valid_form(node.lower_name, tinycss2.serialize(node.value))
        if is_inert and node.lower_name in PRESENTATION_PROPERTIES:
            self.references += ((selector, id) for selector in selectors for id in ids)
            yield node.serialize() + ";"
        elif not is_inert or not node.name.startswith("-"):
            self.left_out.append(f"the property {node.name}")
        else:  # an editor's own property, such as -inkscape-stroke
            self.left_out.append("")

    def filter_rules(self, rules: Iterable[Any]) -> str:
        """Return the rules of a style sheet without what is not allowed."""
        kept = []
        for rule in rules:
            if rule.type == "qualified-rule":
                kept.append(self._filter_rule(rule))
            elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None:
                content = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                kept.append(f"@media{tinycss2.serialize(rule.prelude)}{{{self.filter_rules(content)}}}")
            else:
                self.left_out.append(_describe_node(rule))
        return "\n".join(kept)

    def _filter_rule(self, rule: Any) -> str:
        prelude = tinycss2.serialize(rule.prelude)
        parts = [part.strip() for part in prelude.split(",")]
        selectors = [part if _SIMPLE_SELECTOR.fullmatch(part) else "*" for part in parts]
        return f"{prelude}{{{self.filter_declarations(rule.content, selectors)}}}"


def _describe_node(node: Any) -> str:
    return f"@{node.at_keyword}" if node.type == "at-rule" else "a style that cannot be read"


def filter_style_attribute(text: str) -> FilteredStyle:
    """Return the declarations of a `style` attribute; its own text if nothing is left out."""
    css = _Filter()
    kept = css.filter_declarations(text, ["*"])
    return _finish_filter(css, kept, text)


def filter_stylesheet(text: str) -> FilteredStyle:
    """Return a style sheet; its own text if nothing is left out."""
    css = _Filter()
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return _finish_filter(css, css.filter_rules(rules), text)


def _finish_filter(css: _Filter, kept: str, text: str) -> FilteredStyle:
    return FilteredStyle(
        text=kept if css.left_out else text,
        left_out=tuple(dict.fromkeys(css.left_out)),
        references=tuple(dict.fromkeys(css.references)),
    )


def has_valid_form(name: str, value: str) -> bool:
    """Return whether a value is of the form that its attribute or property has to have."""
    return name not in _FORMS or _FORMS[name].fullmatch(value) is not None


def inspect_value(text: str) -> tuple[bool, tuple[str, ...]]:
    """Return whether a presentation attribute fetches nothing, and the ids of the parts that it names."""
    if "(" not in text and "\\" not in text:
        return True, ()
    return inspect_values(tinycss2.parse_component_value_list(text, skip_comments=True))


def inspect_values(values: Iterable[Any]) -> tuple[bool, tuple[str, ...]]:
    """Return whether component values fetch nothing, and the ids of the parts that they name."""
    ids: list[str] = []
    for value in values:
        match value.type:
            case "url":
                reference = LOCAL_REFERENCE.fullmatch(value.value)
                is_inert = reference is not None
                ids += [reference[1]] if reference else []
            case "function":
                is_inert, inner = _inspect_function(value)
                ids += inner
            case "() block" | "[] block" | "{} block":
                is_inert, inner = inspect_values(value.content)
                ids += inner
            case "error" | "at-keyword":
                is_inert = False
            case kind:
                is_inert = kind not in _NUMBERS or abs(value.value) <= MAX_NUMBER
        if not is_inert:
            return False, ()
    return True, tuple(ids)


def _inspect_function(function: Any) -> tuple[bool, tuple[str, ...]]:
    if function.lower_name == "url":
        words = [one for one in function.arguments if one.type not in ("whitespace", "comment")]
        reference = LOCAL_REFERENCE.fullmatch(words[0].value) if _is_lone_string(words) else None
        return reference is not None, (reference[1],) if reference else ()
    return inspect_values(function.arguments) if function.lower_name in CSS_FUNCTIONS else (False, ())


def _is_lone_string(words: list[Any]) -> bool:
    return len(words) == 1 and words[0].type == "string"
