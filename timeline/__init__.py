"""Chronologies of news stories: imprecise dates, dated sources, visible doubt."""

__version__ = "0.1.0"
