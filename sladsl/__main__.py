"""`python -m sladsl`, for those who do not have the script on their path."""

from __future__ import annotations

from sladsl.cli import main

if __name__ == "__main__":
    main()
