"""The state of a school as plain data, ready to be drawn or given out as JSON."""
