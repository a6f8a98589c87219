"""What people and programs see: thin, decides nothing."""
