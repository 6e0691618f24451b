"""Benchmarks, run by hand with one command."""
