"""Check a msgstr without parsing it: size, control characters, addresses, roles, TeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from build_tools.sanitizer.issue import MessageIssue, SanitizerRule, make_rejection, quote_excerpt

# Absolute, for docutils and this room need more than linear time for some texts.
MAX_CHARACTERS, MAX_LINES, MAX_MARKS, MAX_RUN, MAX_RUN_MARKS = 8_000, 500, 200, 200, 50
MAX_LEVELS, MAX_FORMULA_DEPTH = 8, 40

# What the typography of a language may need and its source lacks: “XXI\\ :sup:`e` siècle”.
TYPOGRAPHIC_ROLES = frozenset({
    "abbr", "abbreviation", "emphasis", "strong", "sub", "subscript", "sup", "superscript",
})  # fmt: skip
# Marks that may open something, whose end is looked for to the end of the message, and addresses.
_OPENING_MARKS = (*"*`|_<[\\@", "://")
# A run without a space that docutils reads again from each of its letters or marks.
_RUN = re.compile(r"[\w!#$%&'*+,./:;=?@^`{|}~-]{100,}")
_RUN_MARKS = re.compile(r"[.:+'/@_-]")
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
_NOTE = re.compile(r"\[[#*\w][\w.:+-]*\]_(?![\w{\\])")
_MATHML_TAG = re.compile(r"<(/?)\w[^>]*?(/?)>")
_TAIL = ".,;:!?)]}*|_\\"


def _check_size(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    """Reject what is too long, or has too many marks, in the message or in its translation."""
    for name, text in (("source", msgid), ("translation", msgstr)):
        excess = _find_excess(text)
        if excess:
            yield make_rejection("size", f"the {name} {excess}", "divide it into several paragraphs")
            return


def _find_excess(text: str) -> str:
    """Return what a text has too much of, and the limit; an empty string if nothing."""
    if len(text) > MAX_CHARACTERS:
        return f"has {len(text)} characters, more than {MAX_CHARACTERS}"
    lines = len(text.splitlines())
    if lines > MAX_LINES:
        return f"has {lines} lines, more than {MAX_LINES}"
    for mark in _OPENING_MARKS:
        if text.count(mark) > MAX_MARKS:
            return f"has {text.count(mark)} times “{mark}”, more than {MAX_MARKS}"
    for run in _RUN.findall(text):
        if len(run) > MAX_RUN or len(_RUN_MARKS.findall(run)) > MAX_RUN_MARKS:
            return f"has a word of {len(run)} characters or too many marks, “{quote_excerpt(run, 20)}”"
    return "opens lists in lists" if _NESTED.match(text) else ""


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
    for name in sorted(_find_role_names(msgstr) - _find_role_names(msgid) - TYPOGRAPHIC_ROLES):
        message = f"the source has no role “:{quote_excerpt(name)}:”"
        yield make_rejection("role", message, "keep the roles of the source as they are")


def _find_role_names(text: str) -> set[str]:
    return {(before or after).lower() for before, after in _ROLE.findall(text)}


def _check_tex_commands(msgid: str, msgstr: str) -> Iterator[MessageIssue]:
    source_commands = set(_TEX.findall(msgid))
    for command in _TEX.findall(msgstr):
        if command not in source_commands:
            message = f"the source has no “{command}”"
            yield make_rejection("markup", message, "write words; marks come from the source")


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
    # A message that is a formula as a whole has no words but those of its commands, and no notes.
    is_words = _LETTERS.search(_COMMAND.sub("", msgid)) or _NOTE.search(msgid)
    if _SIGNS.search(text) and "`" not in text and not is_words:
        yield text


def _is_valid_formula(text: str) -> bool:
    """Return whether a text can be shown as a formula, and is no deeper than a page can hold."""
    from build_tools.formulas import FormulaError, convert_formula

    if _measure_brace_depth(text) > MAX_FORMULA_DEPTH:
        return False
    try:
        mathml = convert_formula(text, as_block=False)
    except FormulaError:
        return False
    depth = deepest = 0
    for closes, empty in _MATHML_TAG.findall(mathml):
        depth += -1 if closes else not empty
        deepest = max(deepest, depth)
    return deepest <= MAX_FORMULA_DEPTH


def _measure_brace_depth(text: str) -> int:
    """Return how deep the braces of a formula are nested."""
    depths = accumulate((char == "{") - (char == "}") for char in text if char in "{}")
    return max(depths, default=0)


LEXICAL: tuple[SanitizerRule, ...] = (
    _check_size,
    _check_control_characters,
    _check_image_line,
    _check_explicit_markup,
    _check_uri_schemes,
    _check_addresses,
    _check_role_names,
    _check_tex_commands,
    _check_formulas,
)
