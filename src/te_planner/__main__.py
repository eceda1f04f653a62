"""`python -m te_planner` is `te-planner`."""

import sys

from te_planner.cli import main

if __name__ == "__main__":
    sys.exit(main())
