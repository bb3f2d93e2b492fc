"""Build editions from reStructuredText and catalogues."""

__version__ = "0.1.0"
