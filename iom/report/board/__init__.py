"""The board of a round as one page for a browser, and the wall: the same without names."""
