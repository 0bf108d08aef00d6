"""Services that code and configuration look for on the developer's own machine, which `localhost` is there."""
