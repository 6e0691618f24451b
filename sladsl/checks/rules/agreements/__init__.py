"""Rules about the head of the agreement."""
