"""Check built editions."""
