"""Which services the project talks to, and what says so."""
