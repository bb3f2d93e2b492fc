"""Define a command in each file."""
