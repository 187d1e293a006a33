"""Tags of the public site."""
