"""Documents on the disk: reading, transactions, the lock, undo and drafts."""
