"""What people write instead of the language's words: tables of phrasings, each with what stands for it and why.

The language itself has no synonyms. These serve messages and `check --fix` alone, and are loaded when something is
wrong: a phrase is looked for only in what could not be read.
"""
