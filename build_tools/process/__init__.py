"""Run child processes, and clean up after them."""
