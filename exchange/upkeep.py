"""What import and export do by themselves."""

from datetime import timedelta

from exchange.word.work import catch_up
from portal.jobs import Every, Job, register

register(Job("word_imports", catch_up, Every(timedelta(minutes=1)), lease=timedelta(minutes=10)))
