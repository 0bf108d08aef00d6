"""What is left in the layer."""
