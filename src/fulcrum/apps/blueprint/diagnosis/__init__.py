"""How institutions are connected to harm: pure computations, without models."""
