"""What an outcome looks like, as text and as JSON."""
