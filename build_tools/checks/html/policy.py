"""Check that each page has a Content-Security-Policy that lets nothing run, and obeys it.

A proof runs one script, its own, which the policy names by its digest.

Example: `<p onclick="…">`; `<script>` in raw HTML; `<style>` that the policy does not name.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_tools.checks.definition import EDITION_FORMATS, PAGE_FORMATS, BuiltEdition, Check, Violation
from build_tools.inspection.html.page import HtmlPage, get_tag_name, read_html_pages
from build_tools.paths import compute_digest

CHECK = Check(
    code="html/policy",
    severity="error",
    formats=PAGE_FORMATS,
    what="that each page has a Content-Security-Policy, and nothing which it stops",
    why="what a page may not do cannot harm its readers, and what is stopped is missing for them",
    fix="take scripts, handlers, frames and style elements out of the raw HTML of the source",
    standards=("Content Security Policy Level 3, 3.3",),
    requires=("lxml",),
)

POLICY = "//meta[translate(@http-equiv, 'CENOPRSTUYIL', 'cenoprstuyil')='content-security-policy']"
# What every policy says; of styles, each page may name its own.
DIRECTIVES: Mapping[str, set[str]] = {
    "default-src": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'none'"},
}
UNSAFE_SOURCES = frozenset({"*", "'unsafe-inline'", "'unsafe-eval'", "http:", "https:"})
STOPPED_TAGS = frozenset({"script", "iframe", "frame", "object", "embed", "form", "base", "audio", "video"})
DATA_TYPE = "application/ld+json"
FETCHING_TAGS = frozenset({"link", "style", "script", "base", "img"})


def check(built: BuiltEdition) -> Iterable[Violation]:
    """Yield a violation for each page without a policy, and each element that its policy stops."""
    for page in read_html_pages(built.path):
        for message, line in _check_page(page, may_run=built.medium not in EDITION_FORMATS):
            yield Violation(built.path / page.name, message, line)


def _check_page(page: HtmlPage, *, may_run: bool) -> Iterator[tuple[str, int | None]]:
    metas = page.tree.xpath(POLICY)
    if len(metas) != 1:
        yield f"the page has {len(metas)} policies, not one", None
        return
    policy = _parse_policy(metas[0].get("content") or "")
    yield from ((message, metas[0].sourceline) for message in _check_policy(policy, may_run=may_run))
    if any(get_tag_name(element) in FETCHING_TAGS for element in metas[0].itersiblings(preceding=True)):
        yield "the policy stands after what it should stop", metas[0].sourceline
    for element in page.tree.iter():
        if may_run and _is_named_script(element, policy):
            continue
        for message in _find_stopped_parts(element, policy.get("style-src", set())):
            yield message, element.sourceline


def _parse_policy(content: str) -> dict[str, set[str]]:
    """Return the sources of each directive."""
    rows = (part.split() for part in content.split(";") if part.strip())
    return {name.lower(): set(sources) for name, *sources in rows}


def _is_named_script(element: Any, policy: Mapping[str, set[str]]) -> bool:
    """Return whether an element is a script within the page that the policy names by its digest."""
    if get_tag_name(element).lower() != "script" or element.attrib:
        return False
    return _format_digest("".join(element.itertext())) in policy.get("script-src", set())


def _is_data(element: Any) -> bool:
    """Return whether an element is a script of data, which no browser runs (HTML, 4.12.1)."""
    return get_tag_name(element).lower() == "script" and dict(element.attrib) == {"type": DATA_TYPE}


def _is_one_digest(sources: set[str]) -> bool:
    return len(sources) == 1 and all(source.startswith("'sha256-") for source in sources)


def _check_policy(policy: Mapping[str, set[str]], *, may_run: bool) -> Iterator[str]:
    for name, sources in DIRECTIVES.items():
        if policy.get(name) != sources:
            yield f"the policy does not say {name} {' '.join(sources)}"
    for name, allowed in policy.items():
        is_own = may_run and name == "script-src" and _is_one_digest(allowed)
        if name.startswith("script-src") and allowed != {"'none'"} and not is_own:
            yield f"the policy allows scripts: {name}"
        yield from (f"the policy allows {source}: {name}" for source in sorted(allowed & UNSAFE_SOURCES))


def _find_stopped_parts(element: Any, styles: set[str]) -> Iterator[str]:
    name = get_tag_name(element).lower()
    if not name:
        return
    if name in STOPPED_TAGS and not _is_data(element):
        yield f"the policy stops {name}"
    for key, value in element.attrib.items():
        if key.lower().startswith("on"):
            yield f"the policy stops {key} of {name}"
        if value.strip().lower().startswith("javascript:"):
            yield f"the policy stops the script in {key} of {name}"
    if name == "style" and _format_digest("".join(element.itertext())) not in styles:
        yield "the policy stops style"
    if "style" in element.attrib and not {_format_digest(element.get("style")), "'unsafe-hashes'"} <= styles:
        yield f"the policy stops the style of {name}: {element.get('style')}"


def _format_digest(text: str) -> str:
    return f"'sha256-{b64encode(bytes.fromhex(compute_digest(text))).decode()}'"
