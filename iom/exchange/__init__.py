"""Tables of a school, in and out."""
