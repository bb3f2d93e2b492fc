"""Print tables."""
