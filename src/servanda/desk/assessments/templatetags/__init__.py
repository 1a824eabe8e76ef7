"""What the pages of evidence need besides what every page needs."""
