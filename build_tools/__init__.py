"""The press: catalogues and reStructuredText in, editions out."""

__version__ = "0.1.0"
