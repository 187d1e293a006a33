"""The ladder of commitments: what status evidence gives, and when. Pure; no Django.

Method: ours, on what trackers of pledges elsewhere do well (a ladder of status, a written codebook,
two coders, redress for the organisation described). See docs/explanation/commitments.md.
"""
