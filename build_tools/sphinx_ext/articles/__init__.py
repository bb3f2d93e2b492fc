"""Label, number and name articles and their paragraphs."""
