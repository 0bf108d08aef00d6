"""What a GPU asks of the image."""
