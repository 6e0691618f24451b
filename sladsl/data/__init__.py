"""Bindings of files to the sources an agreement names, and the reading of reported levels and fees."""
