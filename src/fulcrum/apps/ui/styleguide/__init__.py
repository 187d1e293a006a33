"""The living style guide: every page pattern, rendered by the code that real pages use.

Its routes exist in the showcase alone.
"""
