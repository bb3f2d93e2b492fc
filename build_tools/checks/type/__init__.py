"""Hold the checks of typography and of the rules of each language.

A check is a file of this folder, with its row `CHECK` and its function `check`.
"""
