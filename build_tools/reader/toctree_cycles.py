"""Report a cycle of toctrees."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)


def report_toctree_cycle(env: BuildEnvironment, start: str) -> None:
    """Log the toctree that closes a cycle, if there is one: Sphinx would follow it for ever."""
    try:
        TopologicalSorter(env.toctree_includes).prepare()
    except CycleError as error:
        _log_cycle(env, [(page, name) for name, page in pairwise(error.args[1])], start)


def _log_cycle(env: BuildEnvironment, cycle: list[tuple[str, str]], start: str) -> None:
    """Log the entry of a cycle (pairs of page and included page) that leads to its first page."""
    top = min((name for _, name in cycle), key=lambda name: (name != start, name))
    page = next(page for page, name in cycle if name == top)
    trees = env.get_doctree(page).findall(addnodes.toctree)
    LOGGER.warning(
        "the toctree leads back to %s, which leads to this page",
        top,
        location=next((tree for tree in trees if top in tree["includefiles"]), page),
        type="press",
        subtype="circle",
    )
