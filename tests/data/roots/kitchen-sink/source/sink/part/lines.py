"""Lines that a page takes in, in parts."""

first = 1
second = 2
third = 3
