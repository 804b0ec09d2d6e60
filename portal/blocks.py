"""The blocks of the home page, the only page that is put together freely."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class NoticeBlock(blocks.StructBlock):
    """A short announcement, said in both languages or not at all."""

    text_fr = blocks.CharBlock(label=_("text (Français)"), max_length=250)
    text_nl = blocks.CharBlock(label=_("text (Nederlands)"), max_length=250)

    class Meta:
        label = _("announcement")
        icon = "info-circle"
        template = "portal/blocks/notice.html"
        description = _("A short announcement at the top of the page, in both languages.")
        preview_value = {
            "text_fr": "Le séminaire d’automne a lieu le 5 octobre.",
            "text_nl": "Het najaarsseminarie vindt plaats op 5 oktober.",
        }


class ThemesBlock(blocks.StaticBlock):
    """The main themes, each leading to what has been published under it."""

    class Meta:
        label = _("themes")
        icon = "tag"
        template = "portal/blocks/themes.html"
        description = _("The main themes, each leading to what has been published under it.")
        admin_text = _("Shows the main themes that have published records.")
        preview_value = None


class LatestBlock(blocks.StructBlock):
    """The records published or changed last."""

    number = blocks.IntegerBlock(label=_("number of records"), min_value=1, max_value=12, default=6)

    class Meta:
        label = _("latest records")
        icon = "history"
        template = "portal/blocks/latest.html"
        description = _("The records that were published or changed last, newest first.")
        preview_value = {"number": 3}


class ChosenBlock(blocks.StructBlock):
    """Records that the coordination cell puts forward."""

    records = blocks.ListBlock(blocks.PageChooserBlock(label=_("record")), label=_("records"), max_num=6)

    class Meta:
        label = _("chosen records")
        icon = "pick"
        template = "portal/blocks/chosen.html"
        description = _("Up to six records that you want readers to see first.")


class HomeBlocks(blocks.StreamBlock):
    """What may stand on the home page."""

    notice = NoticeBlock()
    themes = ThemesBlock()
    latest = LatestBlock()
    chosen = ChosenBlock()
