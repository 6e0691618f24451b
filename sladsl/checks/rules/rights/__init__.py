"""Rules about rights: whether they can arise, how they are announced, when they lapse."""
