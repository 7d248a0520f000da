"""Where in a grid the table is, and which column means what."""
