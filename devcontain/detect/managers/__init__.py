"""How a repository is installed: one module for each way, all asked in a stated order."""
