"""Named as a distribution is."""
