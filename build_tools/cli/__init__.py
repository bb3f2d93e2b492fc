"""Parse the command line, run a command, and end with its exit code."""

from build_tools.cli.main import main as main
