"""What to compute: the small kernel that every agreement is lowered to."""
