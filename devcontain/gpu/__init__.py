"""What is known about GPU libraries."""
