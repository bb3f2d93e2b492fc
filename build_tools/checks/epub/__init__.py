"""Hold the checks of EPUB (https://www.w3.org/TR/epub-33/).

A check is a file of this folder, with its row `CHECK` and its function `check`.
"""
