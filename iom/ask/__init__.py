"""Questions as data, the asker that answers them, and answers from flags, files and scripts."""
