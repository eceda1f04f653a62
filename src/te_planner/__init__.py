"""te-planner: plan the way to transactive energy over the ISO/IEC TR 15067-3-7 roadmap."""

__version__ = "0.1.0"
