"""Write the settings of hosts into docs/hosting.md, as the code has them.

Run it with the environment's Python after a change of the headers or of the languages:

    .venv/bin/python docs/hosting.py

A test compares the file with what this writes.
"""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.paths import PROJECT_DIR, Root
from build_tools.register import read_register
from build_tools.site.host_headers import format_apache, format_headers_file, format_nginx, make_host_headers

FILE = Path(__file__).resolve().with_suffix(".md")


def write_hosting() -> str:
    """Return the manual with the settings of today in its blocks, each of which names its kind."""
    rules = make_host_headers()
    register = read_register(Root(PROJECT_DIR))
    languages = tuple(dict.fromkeys(tag for one in register.publications for tag in one.languages))
    blocks = {
        "headers": format_headers_file(rules),
        "nginx": format_nginx(rules, languages),
        "apache": format_apache(rules, languages),
    }
    text = FILE.read_text(encoding="utf-8")
    for kind, block in blocks.items():
        parts = re.split(rf"(?s)(?<=^```{kind}\n).*?(?=^```$)", text, maxsplit=1, flags=re.MULTILINE)
        text = block.join(parts)
    return text


if __name__ == "__main__":
    FILE.write_text(write_hosting(), encoding="utf-8")
