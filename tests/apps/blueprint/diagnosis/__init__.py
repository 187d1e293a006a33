"""The pure computations of a diagnostic."""
