"""The kernel as SQL, for engines that query tables."""
