"""Make random roots, harm them, run the commands on them, and judge what they did."""
