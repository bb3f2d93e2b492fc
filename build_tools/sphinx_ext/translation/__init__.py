"""Mark translated and untranslated passages of a doctree."""
