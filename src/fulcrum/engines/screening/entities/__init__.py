"""Who belongs together: shared identity, components of links, and the network around an alert."""
