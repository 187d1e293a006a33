"""Names against lists: sanctions or own lists from a file; in bulk and singly, explained."""
