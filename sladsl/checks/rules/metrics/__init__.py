"""Rules about measurability and control of what is promised."""
