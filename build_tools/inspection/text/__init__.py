"""Compare texts word by word."""
