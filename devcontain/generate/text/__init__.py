"""JSON and YAML as text, written and edited in place."""
