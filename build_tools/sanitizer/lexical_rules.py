"""Check a msgstr without parsing it: size, control characters, addresses, roles, elements, TeX."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.sanitizer.issue import MessageIssue, SanitizerRule, make_rejection, quote_excerpt

_ACTIVE = re.compile(
    r"<\s*/?\s*(?:a|applet|audio|base|button|embed|form|frame|frameset|iframe|img|input|link|math"
    r"|meta|object|script|source|style|svg|template|textarea|video)(?=[\s/>])[^>]*>?"
    r"|<[a-z][^>]*\son\w+\s*=[^>]*>?",
    re.IGNORECASE,
)
_ROLE_TEXT = re.compile(r":[^\W_][\w.+:-]*:`[^`]*`")
_LINK = re.compile(r"<[^<>\s]*>`__?")
_TAG = re.compile(r"<[a-z/!?][^>]*>?", re.IGNORECASE)
_CLOSED_TAG = re.compile(r"<[a-z/!?][^<>]*>", re.IGNORECASE)
# A name in brackets, “<name>”, does no harm as an element either: no value, and none of these.
_HARMLESS_TAG = re.compile(
    r"</?(?!(?:body|head|html|isindex|listing|marquee|noembed|noframes|noscript|plaintext|portal"
    r"|select|title|xmp)\b)[a-z][\w-]*(?:\s[^=<>]*)?/?>",
    re.IGNORECASE,
)
# Attributes whose value is words, or says in which language and direction words are.
_TEXT_ATTRIBUTE = re.compile(r"""\s(?:alt|dir|lang|title|xml:lang)="[^"<>]*"(?=[\s/>])""", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\b|$)", re.IGNORECASE | re.DOTALL)


def check_html_tags(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    """Reject elements that act; where the source has elements, any that it does not have.

    A source with elements may be raw markup, which nothing escapes; otherwise they are text.
    """
    source_elements = {match.group().lower() for match in _ACTIVE.finditer(msgid)}
    for match in _ACTIVE.finditer(_strip_roles(msgstr)):
        if match.group().lower() not in source_elements:
            yield _reject_element(match.group())
    if _CLOSED_TAG.search(_strip_roles(msgid)):
        yield from _check_elements(msgid, msgstr)


def _check_elements(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    source_elements = set(_list_elements(msgid))
    for element in _list_elements(msgstr):
        if element not in source_elements:
            yield _reject_element(element)
    # A quotation mark that is open at the end of an element: where it ends is unknown.
    if any(element.count('"') % 2 or element.count("'") % 2 for element in source_elements):
        yield _reject_element(msgstr)
    source_scripts = {match.group() for match in _SCRIPT.finditer(msgid)}
    for match in _SCRIPT.finditer(msgstr):
        if match.group() not in source_scripts:
            yield _reject_element(match.group())


def _list_elements(text: str) -> list[str]:
    elements = (_TEXT_ATTRIBUTE.sub("", tag).lower() for tag in _TAG.findall(_strip_roles(text)))
    return [element for element in elements if not _HARMLESS_TAG.fullmatch(element)]


def _strip_roles(text: str) -> str:
    """Remove roles and links: a label (`x <link>`) may be named like an HTML element."""
    return _LINK.sub("", _ROLE_TEXT.sub("", text))


def _reject_element(element: str) -> MessageIssue:
    message = f"the source has no “{quote_excerpt(element)}”"
    return make_rejection("markup", message, "write words; marks come from the source")


MAX_CHARACTERS, MAX_MARKS = 1_000, 200
MAX_LEVELS, MAX_FORMULA_DEPTH = 8, 40

# docutils needs quadratic time for a long run of any of these.
_COSTLY = "*`|_:.<[\\(-+'\"@/"
# The last but surrogates and no characters: overrides, which have words read as they do not stand.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_BULLET = r"(?:[-*+•|#]|\(?\w{1,4}[.)]|:\w+:)\s+"
_NESTED = re.compile(rf"\s*(?:{_BULLET}){{{MAX_LEVELS + 1}}}")
_EXPLICIT = re.compile(r"\s*(?:\.\.|__)(?:\s.*)?$", re.DOTALL)
_INNER = re.compile(r"\.\.\s+[^\s:]+(?:\s[^\s:]+)?::(?:\s|$)")
_SCHEME = re.compile(r"(?<![a-z0-9])(javascript|vbscript|data|file|blob)\s*:(?=[^\s:`])", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9+.-]{0,30}://[!#-&(-;=?-_a-~]+", re.IGNORECASE)
_ROLE = re.compile(r":([^\W_][\w.+:-]*):`|`:([^\W_][\w.+:-]*):")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=|\S*//)", re.IGNORECASE)
_TEX = re.compile(
    r"\\(?:input|include\w*|import|openin|openout|read|write|immediate|usepackage|csname|catcode"
    r"|lstinputlisting|verbatiminput|href|url|html\w+|require)(?![a-z])"
)
_MATH_ROLE = re.compile(r":math:`((?:[^`\\]|\\.)*)`|`((?:[^`\\]|\\.)*)`:math:", re.DOTALL)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_SIGNS = re.compile(r"\\[A-Za-z]|[{}^_]")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_MATHML_TAG = re.compile(r"<(/?)\w[^>]*?(/?)>")
_TAIL = ".,;:!?)]}*|_\\"


def _check_size(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    max_length = MAX_CHARACTERS + 4 * len(msgid)
    if len(msgstr) > max_length:
        message = f"the translation has {len(msgstr)} characters, more than {max_length} for its source"
        yield make_rejection("size", message, "cut it to what the source says")
    counts, source_counts = Counter(msgstr), Counter(msgid)
    for mark in _COSTLY:
        if counts[mark] > MAX_MARKS + len(msgid) // 10 + 4 * source_counts[mark]:
            message = f"the translation has {counts[mark]} times “{mark}”"
            yield make_rejection("size", message, "take out what the source does not have")
    if _NESTED.match(msgstr):
        yield make_rejection("size", "the translation opens lists in lists", "write it as one paragraph")


def _check_control_characters(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    for char in _CONTROL.findall(msgstr.replace("\r\n", "\n")):
        if char not in msgid:
            message = f"the translation holds the control character U+{ord(char):04X}"
            yield make_rejection("control", message, "delete it: it cannot be seen or printed")


def _check_image_line(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    if msgid.startswith(".. image::") and msgstr.strip() != msgid.strip():
        message = f"the translation names another image than “{quote_excerpt(msgid)}”"
        remedy = "keep the line as it is; an image of the language is named by the source"
        yield make_rejection("image", message, remedy)


def _check_explicit_markup(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    source_lines = {line.strip() for line in msgid.splitlines()}
    for line in msgstr.splitlines():
        is_in_source = line.strip() in source_lines
        if not is_in_source and (_EXPLICIT.match(line) or _INNER.search(line)):
            message = f"“{quote_excerpt(line)}” would be a directive, a comment or a target"
            remedy = "write the words alone, without “..” before them"
            yield make_rejection("directive", message, remedy)


def _check_uri_schemes(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    source_schemes = {scheme.lower() for scheme in _SCHEME.findall(msgid)}
    for scheme in _SCHEME.findall(msgstr):
        if scheme.lower() not in source_schemes:
            message = f"the translation has an address that begins with “{scheme}:”"
            yield make_rejection("link", message, "keep the addresses of the source and no others")


def _check_addresses(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    source_addresses = {address.rstrip(_TAIL) for address in _ADDRESS.findall(msgid)}
    for address in _ADDRESS.findall(msgstr):
        if address.rstrip(_TAIL) not in source_addresses:
            message = f"the source has no address “{quote_excerpt(address)}”"
            yield make_rejection("link", message, "keep the addresses of the source and no others")
    if _REFRESH.match(msgstr) and msgstr != msgid:
        message = f"“{quote_excerpt(msgstr)}” would lead readers to another page"
        yield make_rejection("link", message, "keep this line as the source has it")


def _check_role_names(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    for name in sorted(_find_role_names(msgstr) - _find_role_names(msgid)):
        message = f"the source has no role “:{quote_excerpt(name)}:”"
        yield make_rejection("role", message, "keep the roles of the source as they are")


def _find_role_names(text: str) -> set[str]:
    return {(before or after).lower() for before, after in _ROLE.findall(text)}


def _check_tex_commands(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    source_commands = set(_TEX.findall(msgid))
    for command in _TEX.findall(msgstr):
        if command not in source_commands:
            yield _reject_element(command)


def _check_formulas(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    source_formulas = set(_iter_formulas(msgid, msgid))
    for formula in _iter_formulas(msgid, msgstr):
        if formula not in source_formulas and not _is_valid_formula(formula):
            message = f"the formula “{quote_excerpt(formula)}” cannot be read"
            remedy = "write it as the source does; words within it go into \\text{…}"
            yield make_rejection("formula", message, remedy)


def _iter_formulas(msgid: str, text: str) -> Iterator[str]:
    for before, after in _MATH_ROLE.findall(text):
        yield before or after
    # A message that is a formula as a whole has no words but those of its commands.
    is_words = _LETTERS.search(_COMMAND.sub("", msgid))
    if _SIGNS.search(text) and "`" not in text and not is_words:
        yield text


def _is_valid_formula(text: str) -> bool:
    """Return whether a text can be shown as a formula, and is no deeper than a page can hold."""
    from docutils.utils.math.latex2mathml import tex2mathml

    try:
        mathml = tex2mathml(text)
    except Exception:  # docutils stumbles in many ways over what is no formula
        return False
    depth = deepest = 0
    for closes, empty in _MATHML_TAG.findall(mathml):
        depth += -1 if closes else not empty
        deepest = max(deepest, depth)
    return deepest <= MAX_FORMULA_DEPTH


LEXICAL: tuple[SanitizerRule, ...] = (
    _check_size,
    _check_control_characters,
    _check_image_line,
    _check_explicit_markup,
    _check_uri_schemes,
    _check_addresses,
    _check_role_names,
    check_html_tags,
    _check_tex_commands,
    _check_formulas,
)
