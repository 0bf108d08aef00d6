"""Which Python a repository asks for."""
