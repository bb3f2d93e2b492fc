"""Hold the checks that compare each format with the expected text."""
