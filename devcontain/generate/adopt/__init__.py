"""A hand-written dev container as input."""
