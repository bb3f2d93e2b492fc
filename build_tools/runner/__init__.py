"""Run jobs in worker processes: jobs and their editions go in, rows and findings come out."""
