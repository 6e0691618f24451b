"""Tests that hold the house: sizes of rooms, start-up, packaging, what the files may say."""
