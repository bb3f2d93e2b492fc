"""Hold what was published: the manifest, sums, sources and versions of a release."""
