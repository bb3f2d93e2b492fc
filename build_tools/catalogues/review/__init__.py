"""Record and measure reviews of translations."""
