"""Asks a weather service for tomorrow."""
