"""How a Dockerfile is built."""
