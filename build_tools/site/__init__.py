"""Make the reader's site from finished web editions: hubs of articles, whole texts, lists and searches."""
