"""The exact second half of an evaluation, from levels to money, used by every engine."""
