"""Screening: runs of a typology pack, alerts, cases, reports and what is learnt from them."""
