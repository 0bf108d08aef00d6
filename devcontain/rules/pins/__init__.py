"""What the next build may change."""
