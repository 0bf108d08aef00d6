"""Facts as a plan, a plan as files; pure, but for write, which alone touches the disk."""
