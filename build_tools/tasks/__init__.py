"""Run the commands: a file for each command, with what it needs of two rooms or more."""
