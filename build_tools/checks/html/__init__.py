"""Hold the checks of HTML pages (https://html.spec.whatwg.org/).

A check is a file of this folder, with its row `CHECK` and its function `check`.
"""
