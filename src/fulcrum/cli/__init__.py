"""The `fulcrum` command."""
