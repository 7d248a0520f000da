"""Tables as grids of text: what a person sees in the cells, whatever the file."""
