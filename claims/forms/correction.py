"""Recording what an outlet took back or put right."""

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.actions.articles import correct
from claims.models import Article, Correction, User
from claims.models.typed import words


class CorrectionForm(forms.ModelForm):
    """What an outlet took back or put right."""

    url = forms.URLField(
        label=_("Address of the correction"),
        max_length=2000,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = Correction
        fields = ("kind", "published_on", "text", "url")
        widgets = {
            "published_on": forms.DateInput(attrs={"type": "date"}),
            "text": forms.Textarea(attrs={"rows": 4}),
        }

    def clean_text(self) -> str:
        """What the outlet says, in words."""
        words(self.cleaned_data["text"])
        return self.cleaned_data["text"]

    def record(self, *, article: Article, by: User) -> Correction:
        """Record it; the claims of the article are assessed again."""
        return correct(article=article, by=by, **self.cleaned_data)
