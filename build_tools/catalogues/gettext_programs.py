"""Run GNU gettext's programs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from build_tools.errors import UserError

MSGMERGE_OPTIONS = ("--previous", "--quiet")


def run_msgmerge(entries: str, template: str, scratch: Path, options: Sequence[str] = ()) -> bytes:
    """Return the catalogue that msgmerge makes of entries for a template.

    Raises UserError `catalogue/no-gettext` or `catalogue/update-failed`.
    """
    po, pot = scratch / "definitions.po", scratch / "template.pot"
    po.write_text(entries, encoding="utf-8", newline="")
    pot.write_text(template, encoding="utf-8", newline="")
    return run_gettext_program(
        "msgmerge", (*MSGMERGE_OPTIONS, *options, "--output-file=-", str(po), str(pot))
    )


def run_msgcat(catalogue: bytes, options: Sequence[str]) -> bytes:
    """Return a catalogue as msgcat writes it with the options."""
    return run_gettext_program("msgcat", (*options, "--output-file=-", "-"), catalogue)


def find_gettext_program(name: str) -> str:
    """Return the path of one of gettext's programs. Raises UserError `catalogue/no-gettext`."""
    path = shutil.which(name)
    if path is None:
        raise UserError(
            "catalogue/no-gettext",
            f"{name} of GNU gettext is not installed",
            remedy="install gettext (apt-get install gettext)",
            exit_code=1,
        )
    return path


def run_gettext_program(name: str, arguments: Sequence[str], input_bytes: bytes = b"") -> bytes:
    """Return what one of gettext's programs writes. Raises as `run_msgmerge` does."""
    done = subprocess.run(
        [find_gettext_program(name), *arguments],
        input=input_bytes,
        capture_output=True,
        check=False,
        env={"LC_ALL": "C"},
    )
    if done.returncode:
        stderr = " ".join(done.stderr.decode("utf-8", "replace").split())
        message = f"{name} would not write it: {stderr[:200]}"
        raise UserError(
            "catalogue/update-failed",
            message,
            remedy="the file is left as it is; correct what is named, then update again",
            exit_code=1,
        )
    return done.stdout
