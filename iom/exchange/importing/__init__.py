"""A table taken into the documents: matched, read, weighed against what is there, counted."""
