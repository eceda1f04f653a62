"""What makes the documentation: pages from the program, outputs of commands, screenshots, the site."""
