"""Tests of reading: every rule of the page on reading data, mostly with data that break it."""
