"""The words of the codebook, as values."""

from enum import IntEnum, StrEnum


class Rung(IntEnum):
    """How far a commitment has come; each rung includes those below."""

    PROPOSED = 0
    PLEDGED = 1
    STRATEGY = 2
    POLICY = 3
    IN_FORCE = 4
    ACHIEVED = 5
    VERIFIED = 6


class Kind(StrEnum):
    """What a piece of evidence shows."""

    STATEMENT = "statement"
    STRATEGY = "strategy"
    POLICY = "policy"
    PRACTICE = "practice"
    RESULT = "result"


class Strength(IntEnum):
    """How far a piece of evidence can be relied on."""

    WEAK = 1
    FAIR = 2
    STRONG = 3


class EventKind(StrEnum):
    """What can happen to a commitment; the log of these is what status is computed from."""

    PROPOSED = "proposed"
    PLEDGED = "pledged"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    EVIDENCE_ADDED = "evidence_added"
    EVIDENCE_CODED = "evidence_coded"
    EVIDENCE_WITHDRAWN = "evidence_withdrawn"
    EVIDENCE_SUPERSEDED = "evidence_superseded"
    DISPUTE_OPENED = "dispute_opened"
    REPLY_GIVEN = "reply_given"
    DISPUTE_UPHELD = "dispute_upheld"
    DISPUTE_DISMISSED = "dispute_dismissed"
