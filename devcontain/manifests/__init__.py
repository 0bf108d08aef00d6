"""Dependency files as requirements that know where they stand."""
