"""Writing once more over what is there, without losing an edit."""
