"""Contents that lead round in a circle: takes what was read, tells of one such toctree."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)


def tell(env: BuildEnvironment, start: str) -> None:
    """Log the toctree that closes a circle, if there is one: Sphinx would follow it for ever."""
    try:
        TopologicalSorter(env.toctree_includes).prepare()
    except CycleError as error:
        _tell(env, [(page, name) for name, page in pairwise(error.args[1])], start)


def _tell(env: BuildEnvironment, circle: list[tuple[str, str]], start: str) -> None:
    """Log the step of a circle, pairs of page and what it contains, that leads to its top."""
    top = min((name for _, name in circle), key=lambda name: (name != start, name))
    page = next(page for page, name in circle if name == top)
    trees = env.get_doctree(page).findall(addnodes.toctree)
    LOGGER.warning(
        "the toctree leads back to %s, which leads to this page",
        top,
        location=next((tree for tree in trees if top in tree["includefiles"]), page),
        type="press",
        subtype="circle",
    )
