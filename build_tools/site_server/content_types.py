"""Name the media type of a file by its name; the machine's own tables count for nothing."""

from __future__ import annotations

from pathlib import PurePath

CHARSET = "; charset=utf-8"
TEXTS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".ics": "text/calendar",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".bib": "text/plain",
    ".ris": "text/plain",
    ".md": "text/plain",
    ".map": "application/json",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
BINARIES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}
# What Pagefind writes: parts of its index, and programs that are packed.
UNKNOWN = "application/octet-stream"
# Files without an ending, as releases have them.
NAMES = {"SHA256SUMS": "text/plain", "LICENSE": "text/plain"}


def get_content_type(name: str) -> str:
    """Return the Content-Type of a file by its name; of one that is not known that of bytes."""
    suffix = PurePath(name).suffix.lower()
    text = TEXTS.get(suffix) or NAMES.get(PurePath(name).name)
    return f"{text}{CHARSET}" if text else BINARIES.get(suffix, UNKNOWN)
