"""Take a bank's files in: map, check, set aside what is wrong, and write account-sharded Parquet."""
