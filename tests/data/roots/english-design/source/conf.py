"""Number tables and pictures."""

numfig = True
