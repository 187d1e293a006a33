"""Everything that changes organisations, contacts, relations and imports."""
