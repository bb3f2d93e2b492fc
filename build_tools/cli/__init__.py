"""The words of the command line: takes arguments, gives a call and an exit code."""

from build_tools.cli.start import main

__all__ = ["main"]
