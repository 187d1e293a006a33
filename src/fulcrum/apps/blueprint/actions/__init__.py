"""What can be done: one module for each aggregate."""
