"""Correct the text of a PDF: fonts, marks, ToUnicode maps."""
