"""One voice after another."""
