"""The machinery that runs rules, applies fixes and honours suppressions."""
