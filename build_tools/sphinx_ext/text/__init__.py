"""Set the text of a doctree by the rules of its language."""
