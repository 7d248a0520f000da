"""Records kept by hand: the questions of a new one, renaming, removing, and where an id is used."""
