"""Find trafficking in a bank's own transactions: typologies, alerts and their proofs.

Names are loaded when first used.
"""
