"""The contract in English: every word of it that no user wrote, one file per family.

Templates are functions of Python and not Jinja files: the type checker sees what fills them, a test can call
one, and no library is needed. A contract in another language is another folder with the same functions.
"""
