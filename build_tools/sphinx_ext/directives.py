"""Replace directives: `date::`, those that no format shows, and those that read a file."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive, states
from docutils.parsers.rst.directives import misc, parts
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.directives.code import LiteralInclude
from sphinx.directives.other import Include
from sphinx.directives.patches import CSVTable
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

from build_tools.model import Edition

MAX_BYTES = 16_000_000
FILE_DIRECTIVES: dict[str, type[Directive]] = {
    "include": Include,
    "literalinclude": LiteralInclude,
    "csv-table": CSVTable,
    "raw": misc.Raw,
}
# Of an edition without a date; Sphinx replaces an empty one by the clock's.
NO_DATE = "–"
logger = getLogger(__name__)
LOST = "the words of %s:: stand in no format, each of which makes its own — put them in the text"


class WarnLost(Directive):
    """Log a warning that the text of the directive is lost."""

    def run(self) -> Sequence[nodes.Node]:
        """Log the warning, then run the directive."""
        place = self.state_machine.get_source_and_line(self.lineno)
        location = ":".join(map(str, place))
        logger.warning(LOST, self.name, location=location, type="press", subtype="lost-words")
        return super().run()


class PlainFileReader(SphinxDirective):
    """Refuse a file that would be waited for, or read without end."""

    def run(self) -> Sequence[nodes.Node]:
        """Look at each file that the directive names, then run it."""
        names = [self.options.get("file"), self.options.get("diff")]
        names += self.arguments[:1] if self.name in {"include", "literalinclude"} else []
        for name in filter(None, names):
            problem = next(filter(None, map(_find_file_problem, self._iter_paths(name))), "")
            if problem:
                raise self.error(f"{self.name} of {name}: {problem}")
        return super().run()

    def _iter_paths(self, name: str) -> Iterator[Path]:
        """Yield where Sphinx and docutils would look for a file."""
        yield Path(self.env.relfn2path(name)[1])
        yield Path(self.get_source_info()[0]).parent / name


def _find_file_problem(path: Path) -> str:
    try:
        status = path.stat()
    except (OSError, ValueError):  # the directive says that it is missing
        return ""
    if not stat.S_ISREG(status.st_mode):
        return "it is not a plain file"
    return "it is larger than 16 MB" if status.st_size > MAX_BYTES else ""


def _check_downloads(app: Sphinx, tree: nodes.document) -> None:
    for node in tree.findall(addnodes.download_reference):
        name = node["reftarget"]
        problem = "" if "://" in name else _find_file_problem(Path(app.env.relfn2path(name)[1]))
        if problem:
            location = f"{node.parent.source}:{node.parent.line}"
            text = "download of %s: %s"
            logger.error(text, name, problem, location=location, type="press", subtype="not-a-file")


def guard_file_directives(app: Sphinx) -> None:
    """Let directives, and the role `download`, refuse what is no plain file."""
    app.connect("doctree-read", _check_downloads)
    for name, base in FILE_DIRECTIVES.items():
        app.add_directive(name, type(base.__name__, (PlainFileReader, base), {}), override=True)


def install_directives(app: Sphinx, edition: Edition) -> None:
    """Replace docutils' directives by these."""
    for name, lost in (("header", parts.Header), ("footer", parts.Footer)):
        app.add_directive(name, type(name.title(), (WarnLost, lost), {}), override=True)
    guard_file_directives(app)
    app.add_directive("date", type("Date", (DateDirective,), {"edition": edition}), override=True)


def format_today(edition: Edition) -> str:
    """Return the text of `|today|`: the date of an edition as its readers write it."""
    return edition.date_text or NO_DATE


class DateDirective(Directive):
    """Replace docutils' `.. |day| date:: %Y`, which uses the day of the build."""

    has_content = True
    edition: Edition

    def run(self) -> list[nodes.Node]:
        """Return the edition's date in the given format."""
        if not isinstance(self.state, states.SubstitutionDef):
            raise self.error(f"“{self.name}” can only stand within a substitution definition.")
        day = self.edition.date
        return [nodes.Text(day.strftime(" ".join(self.content) or "%Y-%m-%d") if day else NO_DATE)]
