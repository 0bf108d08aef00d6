"""The files of a checkout: which of them are linted, and what stands in them."""
