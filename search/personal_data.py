"""What search keeps has nothing of people in it: questions are not kept."""

from portal.privacy import harmless

harmless("the name of a file of the index", "search.IndexFile.name")
