"""What a devcontainer.json asks for."""
