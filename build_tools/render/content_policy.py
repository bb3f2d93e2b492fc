"""Write the Content-Security-Policy of a page: it runs nothing, and fetches files of its edition alone."""

from __future__ import annotations

import re
from base64 import b64encode
from html import unescape

from markupsafe import Markup, escape

from build_tools.paths import compute_digest

# What is not named here is refused: scripts, frames, objects. On a disk, where some browsers know no 'self',
# `file:` stands for it; a page from a server cannot use it. Only an audit connects, to read robots.txt.
_DIRECTIVES = (
    "default-src 'none'",
    "img-src 'self' file: data:",
    "font-src 'self' file:",
    "style-src {styles}",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
# Of a page of the site, which comes from a server: it runs the files of its site, and reads them to search.
_SITE_DIRECTIVES = (
    "default-src 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "style-src {styles}",
    "script-src {scripts}",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)
_STYLE_ATTRIBUTE = re.compile(r'\sstyle="([^"]*)"')


def make_content_policy(body: str = "", *, sheet: str = "", script: str = "") -> Markup:
    """Return the `meta` element for the head of a page, before anything that is fetched.

    Of styles, those of files are allowed, the `style` attributes in `body`, and `sheet`, which is the
    exact text of a `style` element; each by its digest. So is `script`, the text of the only one that runs.
    """
    styles = _list_style_sources(("'self'", "file:"), body, sheet)
    directives = (*_DIRECTIVES, *([f"script-src {_format_digest(script)}"] if script else []))
    return _render_policy("; ".join(directives).format(styles=styles))


def make_site_policy(body: str, *, searches: bool = False) -> Markup:
    """Return the `meta` element of a page of the site: files of its own host alone, no script in the page.

    Of styles, the `style` attributes in `body` are allowed too, each by its digest. A page that `searches`
    may compile the WebAssembly of its index.
    """
    scripts = "'self' 'wasm-unsafe-eval'" if searches else "'self'"
    policy = "; ".join(_SITE_DIRECTIVES)
    return _render_policy(
        policy.format(styles=_list_style_sources(("'self'", "file:"), body), scripts=scripts)
    )


def _list_style_sources(sources: tuple[str, ...], body: str, sheet: str = "") -> str:
    """Return what styles may come from: sources, the digests of a sheet and of the attributes in a body."""
    attributes = dict.fromkeys(map(unescape, _STYLE_ATTRIBUTE.findall(body)))
    hashed = [_format_digest(text) for text in (sheet, *attributes) if text]
    return " ".join((*sources, *(["'unsafe-hashes'"] if attributes else []), *hashed))


def _render_policy(policy: str) -> Markup:
    # Quoted by hand: an apostrophe needs no escape between double quotes, and is easier to read.
    content = str(escape(policy)).replace("&#39;", "'")
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{content}">')  # noqa: S704  # escaped


def _format_digest(text: str) -> str:
    return f"'sha256-{b64encode(bytes.fromhex(compute_digest(text))).decode()}'"
