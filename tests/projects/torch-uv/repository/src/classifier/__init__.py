"""Sorts pictures."""
