"""Dev containers that open: generate and lint container files for Python repositories."""

__version__ = "0.1.0"
