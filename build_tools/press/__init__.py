"""Runs a plan in processes: takes jobs and their editions, gives rows and findings (`crew.run`)."""
