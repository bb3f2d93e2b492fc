"""Load what every edition needs, before the processes of editions are forked."""

from __future__ import annotations

from build_tools.catalogues.lint import list_rules
from build_tools.catalogues.ui_messages import list_ui_messages


def preload_rules() -> None:
    """Import the rules, whose codes comments name, and read the UI strings."""
    list_rules()
    list_ui_messages()
