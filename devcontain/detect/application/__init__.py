"""What the project runs: its frameworks, entry points and workers."""
