"""The scorecards."""
