"""What is kept: a site's folder in a case, its journal, its evidence."""
