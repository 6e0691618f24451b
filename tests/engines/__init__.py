"""Tests of the engines: the reference by hand, the others against it."""
