"""Tag a PDF: build and write its structure tree."""
