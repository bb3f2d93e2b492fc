"""Hold the checks of PDF (ISO 32000-1, ISO 14289-1, ISO 19005-2).

A check is a file of this folder, with its row `CHECK` and its function `check`.
"""
