"""Scripts of the house: what `make` calls."""
