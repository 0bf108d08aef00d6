"""What the project wants of a GPU."""
