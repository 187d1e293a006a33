"""The few types every plane shares. Standard library only."""
