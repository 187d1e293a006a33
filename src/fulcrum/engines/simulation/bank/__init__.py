"""A seeded bank: households, firms, and planted trafficking networks whose truth is known.

Accounts are made in blocks. Everything in a block is drawn from streams of its own, one for each
purpose, so that the same specification gives the same files on any number of threads.
"""
