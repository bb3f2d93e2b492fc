"""Build editions."""
