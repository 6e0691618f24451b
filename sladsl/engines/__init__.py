"""Evaluators of the kernel; what they share is here, and they do not see each other."""
