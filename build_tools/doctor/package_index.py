"""Ask pip for one package of a lock file; the launcher runs this file before it installs any.

It needs nothing but Python's standard library: the environment is not there yet.
"""

from __future__ import annotations

import ensurepip
import re
import runpy
import signal
import sys
import sysconfig
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

PIP_OPTIONS = (
    *("--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--disable-pip-version-check", "--no-input"),
    *("--retries", "0", "-vv"),
)
FIRST_PIN = re.compile(r"^[\w.-]+==[\w.]+", re.MULTILINE)
UNREACHABLE = re.compile(r"Could not fetch URL \S+: (.*?)(?: - skipping)?$", re.MULTILINE)
CAUSE = re.compile(r".*Caused by .*?: *([^:]*?)['\")]*")


def probe_package_index(lock: str, folder: str, seconds: float) -> str:
    """Download the first package of a lock into a folder; return why it did not come, or nothing.

    If no answer comes in time this process is killed: Python cannot interrupt the search for a host.
    """
    pin, wheel = FIRST_PIN.search(lock), find_pip_wheel()
    if pin is None or wheel is None:
        return ""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    tempfile.tempdir = folder
    sys.path.insert(0, str(wheel))
    return describe_failure(
        _run_pip("download", *PIP_OPTIONS, "--timeout", str(seconds), "-d", folder, pin[0])
    )


def find_pip_wheel() -> Path | None:
    """Return the wheel that a new environment gets its pip from: Python's own, or that of the system."""
    folders = (Path(ensurepip.__file__).with_name("_bundled"), sysconfig.get_config_var("WHEEL_PKG_DIR"))
    wheels = (wheel for folder in folders if folder for wheel in Path(folder).glob("pip-*.whl"))
    return next(wheels, None)


def _run_pip(*words: str) -> str:
    """Run pip in this process; return what it prints if it fails, else nothing."""
    printed = StringIO()
    sys.argv = ["pip", *words]
    with redirect_stdout(printed), redirect_stderr(printed):
        try:
            runpy.run_module("pip", run_name="__main__", alter_sys=True)
        except SystemExit as end:
            return printed.getvalue() if end.code else ""
    return ""


def describe_failure(printed: str) -> str:
    """Return the reason in what pip printed: `[Errno 111] Connection refused`; nothing if it printed none."""
    reasons = UNREACHABLE.findall(printed) or re.findall("^ERROR: (.*)", printed, re.MULTILINE)
    if not reasons:
        return printed.strip()[-200:]
    cause = CAUSE.fullmatch(reasons[0])
    return cause[1] if cause else str(reasons[0])


if __name__ == "__main__":
    lock_file, work_folder, limit = sys.argv[1:]
    text = Path(lock_file).read_text(encoding="utf-8")
    sys.exit(probe_package_index(text, work_folder, float(limit)) or None)
