"""What independent judges, none of them written here, say of the site and of the code."""
