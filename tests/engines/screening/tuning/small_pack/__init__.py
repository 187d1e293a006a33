"""A small typology pack: one indicator of each scope and of each kind of bound."""
