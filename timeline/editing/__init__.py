"""Changes to files that people write by hand: text goes in at the right place, and every other byte stays."""
