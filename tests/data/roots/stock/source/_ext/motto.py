"""A directive of the team's own: a motto, with a node and a way to write it."""

from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx


class MottoLine(nodes.General, nodes.Element):
    """A line to remember."""


class Motto(Directive):
    """Takes a line, gives a node with a paragraph in it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Parse the line as the text around it is parsed."""
        node = MottoLine()
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def visit(self: Any, node: MottoLine) -> None:
    """Open a motto."""
    self.body.append(self.starttag(node, "div", CLASS="motto"))


def depart(self: Any, node: MottoLine) -> None:
    """Close a motto."""
    self.body.append("</div>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx of the directive and its node."""
    app.add_node(MottoLine, html=(visit, depart))
    app.add_directive("motto", Motto)
    return {"parallel_read_safe": True}
