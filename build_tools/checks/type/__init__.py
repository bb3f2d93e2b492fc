"""Checks of what each language demands of its words and pages: a row each."""

from __future__ import annotations

from build_tools.checks.row import Check

CHECKS: tuple[Check, ...] = ()
