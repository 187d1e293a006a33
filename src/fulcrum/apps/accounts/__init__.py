"""People who sign in: tenants, memberships, roles, second factors, tokens."""
