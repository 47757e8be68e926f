"""Whether the addresses of the sources still answer: a list, and a command that asks again.

The list, `data/links.csv`, is for whoever keeps the course. It is no table of the course.
"""

from foedus.links.command import main_links

__all__ = ["main_links"]
