"""How forms are drawn, those of other packages too."""

from typing import Any

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString


class Labelled(BoundField):
    """A field whose label stands above it, and needs no colon."""

    def label_tag(
        self, contents: Any = None, attrs: Any = None, label_suffix: Any = None, tag: Any = None
    ) -> SafeString:
        """The label, with nothing behind it unless a template asks for that."""
        return super().label_tag(contents, attrs, label_suffix or "", tag)


class Renderer(DjangoTemplates):
    """Django's own templates, with labels without a colon."""

    bound_field_class = Labelled
