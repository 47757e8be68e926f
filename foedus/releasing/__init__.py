"""What students get: the course without answers, as a folder or a zip, with variants or without."""

from foedus.releasing.release import release
from foedus.releasing.writing import ReleaseError

__all__ = ["ReleaseError", "release"]
