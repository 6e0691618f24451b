"""Rules about time that does not count."""
