"""Parse and check what people type; nothing here saves."""
