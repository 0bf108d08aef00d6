"""What a stage does with GPU software."""
