"""Fourteen lines."""
