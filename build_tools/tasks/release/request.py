"""Define what is asked of a cut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from build_tools.tasks.release.sealing import Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class CutRequest:
    """Describe the release that is asked for; `releases` is the folder that it is put into."""

    version: str
    day: date
    releases: Path
    note: str = ""
    is_draft: bool = False
    sign: Sign | None = None
