"""Make the reader's site of a root's finished editions and releases."""
