"""The order of layers, and work done twice."""
