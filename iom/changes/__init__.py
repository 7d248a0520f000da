"""What changes between two states of a school, as data."""
