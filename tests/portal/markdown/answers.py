"""A reader who may see one record, one document and one image."""

from portal.markdown import Link, Picture


class Answers:
    def link(self, target: str) -> Link | None:
        known = {"GT-2024-001": Link("/fr/guides/visite/"), "doc:1": Link("/documents/1/form.pdf", "Formulaire B")}
        return known.get(target)

    def picture(self, target: str) -> Picture | None:
        return Picture("/media/images/cave.webp", 600, 400, "Une cave humide") if target == "image:5" else None
