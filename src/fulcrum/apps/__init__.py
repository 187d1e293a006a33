"""What people do: Django apps, in the order that pyproject.toml declares."""
