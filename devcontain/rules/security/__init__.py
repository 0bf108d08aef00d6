"""What an image gives away, and to whom."""
