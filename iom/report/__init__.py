"""Papers that people sign, pictures that people look at."""
