"""Coverage: who delivers what, the path, what pushes, what is asked, what is still to be decided."""
