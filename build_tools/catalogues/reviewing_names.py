"""Who may review: takes a name, says why it is none that a person answers to."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 120

# No person is called that: the whole name.
_NOBODY = """
a person, admin, ai, anonymous, anyone, author, editor, full name, human, me, n/a, nobody, no one,
no-one, none, null, person, proofreader, reviewer, root, somebody, someone, test, the editor,
the reviewer, the translator, translator, unknown, user, your name
"""
# Who has one of these among other names is no person.
_MACHINES = """
agent, algorithm, assistant, automated, automatic, automatically, automatique, automática,
automático, bot, chatgpt, computer, copilot, deepl, generated, gpt, llm, llms, machine, machines,
maschine, máquina, model, ordinateur, robot, script, software, system, traductor,
translate, آلة, آلي, آلية, الآلة, 기계, 機械, 机器
"""


def not_a_person(name: str, others: Iterable[str] = ()) -> str:
    """Return why a name cannot be a reviewer's; empty where it can.

    A person's name has two letters at least, is none of `others` (the press, the translating
    machine), and none of the names and words that are known to be no person's.
    """
    folded = _folded(name)
    if sum(map(str.isalpha, name)) < 2:
        return "has no letters of a name"
    if not name.isprintable() or len(name) > LONGEST:
        return f"is longer than {LONGEST} letters, or holds signs that cannot be printed"
    if folded in _listed(_NOBODY) or set(re.findall(r"\w+", folded)) & _listed(_MACHINES):
        return "is not a person's"
    if folded in map(_folded, others):
        return "is that of the press or of what translated"
    return ""


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold().strip(" .<>()[]")


def _listed(names: str) -> frozenset[str]:
    return frozenset(" ".join(names.split()).split(", "))
