"""Reports to a financial intelligence unit: written, validated and laid out; never sent."""
