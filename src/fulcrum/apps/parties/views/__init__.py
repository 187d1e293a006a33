"""Pages of organisations, contacts, merges and imports."""
