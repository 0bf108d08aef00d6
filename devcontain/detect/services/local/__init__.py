"""Services that code and configuration look for on the developer's own machine, which `localhost` is there,
or by the names that compose files have for them.
"""
