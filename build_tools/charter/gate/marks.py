"""What a msgstr may not hold, seen without parsing: takes msgid and msgstr, gives a Refusal."""

from __future__ import annotations

import re
from collections import Counter

from build_tools.charter.gate.formulas import formulas
from build_tools.charter.gate.refusal import Refusal, Rule, quoted
from build_tools.charter.gate.tags import tags

MOST_CHARACTERS = 1_000
MOST_MARKS = 200
MOST_LEVELS = 8

# docutils needs quadratic time for a long run of any of these.
_COSTLY = "*`|_:.<[\\(-+'\"@/"
# The last but surrogates and no characters: overrides, which have words read as they do not stand.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_BULLET = r"(?:[-*+•|#]|\(?\w{1,4}[.)]|:\w+:)\s+"
_NESTED = re.compile(rf"\s*(?:{_BULLET}){{{MOST_LEVELS + 1}}}")
_EXPLICIT = re.compile(r"\s*(?:\.\.|__)(?:\s.*)?$", re.DOTALL)
_INNER = re.compile(r"\.\.\s+[^\s:]+(?:\s[^\s:]+)?::(?:\s|$)")
_SCHEME = re.compile(
    r"(?<![a-z0-9])(javascript|vbscript|data|file|blob)\s*:(?=[^\s:`])", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9+.-]{0,30}://[!#-&(-;=?-_a-~]+", re.IGNORECASE)
_ROLE = re.compile(r":([^\W_][\w.+:-]*):`|`:([^\W_][\w.+:-]*):")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=|\S*//)", re.IGNORECASE)
_TEX = re.compile(
    r"\\(?:input|include\w*|import|openin|openout|read|write|immediate|usepackage|csname|catcode"
    r"|lstinputlisting|verbatiminput|href|url|html\w+|require)(?![a-z])"
)
_TAIL = ".,;:!?)]}*|_\\"


def _size(msgid: str, msgstr: str) -> Refusal | None:
    most = MOST_CHARACTERS + 4 * len(msgid)
    if len(msgstr) > most:
        message = f"the translation has {len(msgstr)} characters, more than {most} for its source"
        return _refusal("size", message, "cut it to what the source says")
    counts, own = Counter(msgstr), Counter(msgid)
    for mark in _COSTLY:
        if counts[mark] > MOST_MARKS + len(msgid) // 10 + 4 * own[mark]:
            message = f"the translation has {counts[mark]} times “{mark}”"
            return _refusal("size", message, "take out what the source does not have")
    if _NESTED.match(msgstr):
        return _refusal("size", "the translation opens lists in lists", "write it as one paragraph")
    return None


def _control(msgid: str, msgstr: str) -> Refusal | None:
    for char in _CONTROL.findall(msgstr.replace("\r\n", "\n")):
        if char not in msgid:
            message = f"the translation holds the control character U+{ord(char):04X}"
            return _refusal("control", message, "delete it: it cannot be seen or printed")
    return None


def _image(msgid: str, msgstr: str) -> Refusal | None:
    if msgid.startswith(".. image::") and msgstr.strip() != msgid.strip():
        message = f"the translation names another image than “{quoted(msgid)}”"
        remedy = "keep the line as it is; an image of the language is named by the source"
        return _refusal("image", message, remedy)
    return None


def _explicit(msgid: str, msgstr: str) -> Refusal | None:
    own = {line.strip() for line in msgid.splitlines()}
    for line in msgstr.splitlines():
        stands_so = line.strip() in own
        if not stands_so and (_EXPLICIT.match(line) or _INNER.search(line)):
            message = f"“{quoted(line)}” would be a directive, a comment or a target"
            return _refusal("directive", message, "write the words alone, without “..” before them")
    return None


def _scheme(msgid: str, msgstr: str) -> Refusal | None:
    own = {found.lower() for found in _SCHEME.findall(msgid)}
    for found in _SCHEME.findall(msgstr):
        if found.lower() not in own:
            message = f"the translation has an address that begins with “{found}:”"
            return _refusal("link", message, "keep the addresses of the source and no others")
    return None


def _address(msgid: str, msgstr: str) -> Refusal | None:
    own = {found.rstrip(_TAIL) for found in _ADDRESS.findall(msgid)}
    for found in _ADDRESS.findall(msgstr):
        if found.rstrip(_TAIL) not in own:
            message = f"the source has no address “{quoted(found)}”"
            return _refusal("link", message, "keep the addresses of the source and no others")
    if _REFRESH.match(msgstr) and msgstr != msgid:
        message = f"“{quoted(msgstr)}” would lead readers to another page"
        return _refusal("link", message, "keep this line as the source has it")
    return None


def _role(msgid: str, msgstr: str) -> Refusal | None:
    own = _roles_of(msgid)
    for name in sorted(_roles_of(msgstr) - own):
        message = f"the source has no role “:{quoted(name)}:”"
        return _refusal("role", message, "keep the roles of the source as they are")
    return None


def _roles_of(text: str) -> set[str]:
    return {(before or after).lower() for before, after in _ROLE.findall(text)}


def _tex(msgid: str, msgstr: str) -> Refusal | None:
    own = set(_TEX.findall(msgid))
    for found in _TEX.findall(msgstr):
        if found not in own:
            message = f"the source has no “{quoted(found)}”"
            return _refusal("markup", message, "write words; marks come from the source")
    return None


def _refusal(what: str, message: str, remedy: str) -> Refusal:
    return Refusal(code=f"catalogue/refused-{what}", message=message, remedy=remedy)


LEXICAL: tuple[Rule, ...] = (
    _size, _control, _image, _explicit, _scheme, _address, _role, tags, _tex, formulas,
)  # fmt: skip
