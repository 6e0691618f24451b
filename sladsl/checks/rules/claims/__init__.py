"""Rules about how a credit is claimed."""
