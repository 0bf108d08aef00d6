"""What the trees mean."""
