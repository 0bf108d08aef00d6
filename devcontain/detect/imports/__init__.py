"""What the code imports, and which distributions bring it."""
