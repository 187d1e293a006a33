"""Pages: one module for each aggregate."""
