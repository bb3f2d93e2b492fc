"""What a command needs of two rooms or more; a file a command."""
