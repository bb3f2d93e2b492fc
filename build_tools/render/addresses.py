"""Write the path of a file as an address of a page."""

from __future__ import annotations

import re
from urllib.parse import quote

# What would end a path, open a scheme or is no part of an address; letters of any script are (RFC 3987).
_QUOTED = re.compile(r"[\x00-\x20\x7f\"'#%:<>?\[\\\]^`{|}]")


def quote_path(path: str) -> str:
    """Return a relative path as an address that leads to this file, whatever its name holds."""
    return _QUOTED.sub(lambda match: quote(match[0], safe=""), path)
