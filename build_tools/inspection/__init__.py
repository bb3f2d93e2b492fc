"""Read finished editions for the checks: HTML pages, EPUB documents, PDF content, words.

Each file is parsed once in a process and cached for all checks.
"""
