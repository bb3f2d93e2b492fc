"""Hold the checks of typography and of the rules of each language."""
