"""Text to trees that know where they stand."""
