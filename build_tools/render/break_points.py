"""Find where a line may end in scripts that write words without spaces: Thai, Lao, Burmese and Khmer.

icu4py, of the extra `breaks`, holds ICU's dictionaries of all four. Without it a line may end between
syllables as they are written: never before a mark, a vowel or a final sign, nor after a leading vowel.
"""

from __future__ import annotations

import re
from functools import cache

from docutils import nodes

from build_tools.render.line_breaking import VERBATIM_NODES

BREAK = "\N{ZERO WIDTH SPACE}"
_LETTERS = "\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f\u1780-\u17ff\u19e0-\u19ff"
# Two signs at least, so that a break is possible.
_RUN = re.compile(f"[{_LETTERS}]{{2,}}")
_THAI_CLUSTER = "[เแโใไ]?[ก-ฮ](?:[ัิ-ฺ็-๎])*[ะาำๅๆฯ]*"
_LAO_CLUSTER = "[ເແໂໃໄ]?[ກ-ຮໜໝໞໟ](?:[ັິ-຺ົຼ່-ໍ])*[ະາຳຽໆຯ]*"
_BURMESE_CLUSTER = "[က-ဪဿ၌-၏ၐ-ၕ](?:[ါ-ှၖ-ၙ]|္.|[က-အ]်)*[၊။း]*"
_KHMER_CLUSTER = "[ក-ឳ](?:្.|[ា-៑៓៝])*[។៕ៗ៖]*"
_CLUSTER = re.compile("|".join((_THAI_CLUSTER, _LAO_CLUSTER, _BURMESE_CLUSTER, _KHMER_CLUSTER)))


def insert_break_points(text: str) -> str:
    """Return a text with U+200B where a line may end within a run of these scripts."""
    return _RUN.sub(lambda run: BREAK.join(split_run(run[0])), text)


def insert_break_points_in_nodes(tree: nodes.Element) -> None:
    """Insert break points into every text that is not read by a machine, also where emphasis ends."""
    for text in list(tree.findall(nodes.Text)):
        new_text = insert_break_points(text.astext())
        if new_text != text.astext() and not isinstance(text.parent, VERBATIM_NODES):
            text.parent.replace(text, nodes.Text(new_text))


@cache
def split_run(run: str) -> tuple[str, ...]:
    """Return the parts of a run of letters that stay whole."""
    try:
        from icu4py.breakers import LineBreaker
    except ImportError:
        return split_clusters(run)
    return tuple(LineBreaker(run, "en"))


def split_clusters(run: str) -> tuple[str, ...]:
    """Return the syllables of a run as they are written; what is no syllable stays with the one before."""
    starts = [match.start() for match in _CLUSTER.finditer(run)]
    ends = [*starts[1:], len(run)]
    parts = [run[start:end] for start, end in zip(starts, ends, strict=True)]
    if not parts:
        return (run,)
    parts[0] = run[: starts[0]] + parts[0]
    return tuple(parts)
