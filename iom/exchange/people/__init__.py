"""People of a table and those already there: who is the same, who is new, who may be either."""
