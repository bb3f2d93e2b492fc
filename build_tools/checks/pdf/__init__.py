"""Hold the checks of PDF (ISO 32000-1, ISO 14289-1, ISO 19005-2)."""
