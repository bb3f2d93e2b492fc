"""Hold the checks of EPUB (https://www.w3.org/TR/epub-33/)."""
