"""Several voices."""
