"""One voice after another."""

from rich import print

print("[bold]canon[/bold]")
