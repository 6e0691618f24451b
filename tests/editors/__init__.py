"""Tests of what editors and other tools use: highlighting."""
