"""What a root says of its texts: figures, tables and listings are numbered."""

numfig = True
