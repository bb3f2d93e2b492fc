"""The gate between .po and .mo: takes a message and its translation, gives what may pass."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.charter.gate.losses import lost
from build_tools.charter.gate.marks import LEXICAL
from build_tools.charter.gate.parsing import STRUCTURAL
from build_tools.charter.gate.plain import is_plain
from build_tools.charter.gate.refusal import Refusal
from build_tools.charter.gate.repairs import Repair, mended, unescaped

__all__ = ["Refusal", "Repair", "Verdict", "admit", "is_plain", "judge", "repaired", "unescaped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a msgstr: `text` may stand in the .mo, and is empty where refused.

    `losses` tell what of the source it leaves out; it passes all the same.
    """

    text: str
    refusal: Refusal | None = None
    repairs: tuple[Repair, ...] = ()
    losses: tuple[Repair, ...] = ()


def judge(msgid: str, msgstr: str) -> Refusal | None:
    """Return why a msgstr may not pass, None where it may. Never raises, ends soon."""
    if msgstr == msgid or is_plain(msgstr):
        return None
    for rule in (*LEXICAL, *STRUCTURAL):
        refusal = rule(msgid, msgstr)
        if refusal:
            return refusal
    return None


def repaired(msgid: str, msgstr: str) -> str:
    """Return a msgstr whose words reach the page, escaped where Sphinx would drop it."""
    return admit(msgid, msgstr).text or msgstr


def admit(msgid: str, msgstr: str) -> Verdict:
    """Repair what can be repaired without harm, then judge. Never raises, ends soon."""
    if msgstr == msgid:
        return Verdict(text=msgstr)
    if is_plain(msgstr):
        return Verdict(text=msgstr, losses=tuple(lost(msgid, msgstr)))
    for rule in LEXICAL:
        refusal = rule(msgid, msgstr)
        if refusal:
            return Verdict(text="", refusal=refusal)
    text, repairs = mended(msgid, msgstr)
    refusal = judge(msgid, text)
    if refusal:
        return Verdict(text="", refusal=refusal)
    return Verdict(text=text, repairs=repairs, losses=tuple(lost(msgid, text)))
