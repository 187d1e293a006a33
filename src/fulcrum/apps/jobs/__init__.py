"""Long work: progress, cancel, resume."""
