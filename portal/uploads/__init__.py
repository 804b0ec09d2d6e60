"""What is uploaded is what it claims to be, and does nothing but be read.

``check_upload(file, name)`` is the one door: the forms of the admin and the import go through it.
"""

from portal.uploads.checking import check_upload
from portal.uploads.pictures import without_metadata

__all__ = ["check_upload", "without_metadata"]
