"""Simulating an agreement: many possible histories of its time, each settled exactly.

What is random is the history alone. All variants settle the same histories, so that what differs between them is not chance.
"""
