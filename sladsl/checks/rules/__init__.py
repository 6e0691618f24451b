"""The rules, one file per rule, in folders by family."""
