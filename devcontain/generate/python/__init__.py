"""The interpreter, and how the project's packages come into it."""
