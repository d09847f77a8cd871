"""What is kept between builds, and what tells which pages have to be written again."""
