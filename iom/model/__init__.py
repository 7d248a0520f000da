"""The documents of a school, frozen, and all of them together."""
