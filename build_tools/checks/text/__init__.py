"""Hold the checks that compare each format with the expected text.

A check is a file of this folder, with its row `CHECK` and its function `check`.
"""
