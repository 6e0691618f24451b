"""A look at tables before anything is evaluated: what they hold, what of it an agreement needs, and what to do.

Most evaluations that go wrong go wrong in an export: a zone that nobody said, a column under another name, a week that is
missing. This says so beforehand, and writes the first binding.
"""
