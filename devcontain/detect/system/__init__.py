"""What the operating system has to bring."""
