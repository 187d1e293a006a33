"""Base pages, components, lists, figures, reports: what every app builds its pages from."""
