"""Planted networks: who is recruited among the block's people, and what each scenario does."""
