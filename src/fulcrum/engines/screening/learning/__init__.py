"""What decisions on alerts teach: precision, what banks may tell one another, and pooling it."""
