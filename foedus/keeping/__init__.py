"""Take one's work along: pack it into one file, and put it back somewhere else."""

from .archive import BackupError
from .packing import Backup, backup
from .restoring import Restored, restore

__all__ = ["Backup", "BackupError", "Restored", "backup", "restore"]
