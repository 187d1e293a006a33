"""Everything that changes people, memberships, invitations, tokens and sessions."""
