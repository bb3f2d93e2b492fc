"""Put pages that no author wrote into the environment of Sphinx, as if they had been read."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import new_document

GENERATED = "generated"


def put_page(app: Sphinx, docname: str, section: nodes.section, own: nodes.document | None = None) -> None:
    """Put a page of one section into the environment; `own` is that of its author, whose words it replaces.

    The first id of the section becomes a label, which references may lead to. The metadata of the page has
    `GENERATED`.
    """
    env: Any = app.env
    document = new_document(str(env.doc2path(docname))) if own is None else own
    document[:] = [section]
    title, label = section[0], section["ids"][0]
    env.project.docnames.add(docname)
    env.titles[docname] = env.longtitles[docname] = title
    link = nodes.reference("", title.astext(), internal=True, refuri=docname, anchorname="")
    line = addnodes.compact_paragraph("", "", link)
    env.tocs[docname] = nodes.bullet_list("", nodes.list_item("", line))
    env.toc_num_entries[docname] = 1
    env.toc_secnumbers.pop(docname, None)
    env.metadata.setdefault(docname, {})[GENERATED] = True
    store_doctree(app, docname, document)
    standard = env.domains.standard_domain
    standard.labels[label] = (docname, label, title.astext())
    standard.anonlabels[label] = (docname, label)


def store_doctree(app: Sphinx, docname: str, document: nodes.document) -> None:
    """Store the doctree of a page, and forget what was stored of it before."""
    env: Any = app.env
    app.builder.write_doctree(docname, document, _cache=False)
    for stored in (env._pickled_doctree_cache, env._write_doc_doctree_cache):
        stored.pop(docname, None)


def make_place_link(app: Sphinx, page: str, docname: str, anchor: str, words: nodes.Node) -> nodes.Element:
    """Return a link on a generated page to an anchor of another page, with these words."""
    label = f"{page} {docname}#{anchor}"
    app.env.domains.standard_domain.anonlabels[label] = (docname, anchor)
    options = {"refdomain": "std", "reftype": "ref", "reftarget": label, "refexplicit": True}
    return addnodes.pending_xref("", nodes.inline("", "", words), refwarn=False, refdoc=page, **options)
