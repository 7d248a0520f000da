"""The terminal: the gate for text from data, the printer of sheets, prompts, the editor and the pager."""
