"""The public site: everybody may read it, without an account and without a cookie."""
