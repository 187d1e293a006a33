"""What the pages of screening take in."""
