"""Run the commands of `editions release`."""
