"""What the columns of every table mean: one noun for reading and for writing."""
