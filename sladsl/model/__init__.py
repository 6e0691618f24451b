"""What an agreement means: names bound, units and time zones settled, choices resolved."""
