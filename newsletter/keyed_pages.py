"""The pages of the newsletter whose address is a key."""

from portal import keyed_pages

keyed = keyed_pages.keyed("newsletter/unknown_link.html")
