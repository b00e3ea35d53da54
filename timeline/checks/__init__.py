"""Rules of `timeline check`, one module each, found by name."""
