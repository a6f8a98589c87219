"""The campaign of bulk runs: made-up archives, coded while workers and drivers are killed."""
