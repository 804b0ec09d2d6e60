"""A record as Wagtail's own search takes it, for the comparison with it."""

from django.db import models
from modelsearch import index


class Record(index.Indexed, models.Model):
    title = models.TextField()
    body = models.TextField()

    search_fields = [index.SearchField("title", boost=2), index.SearchField("body")]

    def __str__(self) -> str:
        return self.title
