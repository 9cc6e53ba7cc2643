"""One word for what is said in many ways, and what a figure is about in such words."""
