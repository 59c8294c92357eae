"""How forms are drawn."""

import re

import pytest
from django import forms
from django.test import Client


class Form(forms.Form):
    """A form that says nothing of its labels."""

    name = forms.CharField(label="Name")


def test_a_label_has_no_colon():
    assert Form()["name"].label_tag() == '<label for="id_name">Name</label>'


def test_a_template_may_ask_for_one():
    assert ">Name:<" in Form()["name"].label_tag(label_suffix=":")


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/password/reset/"])
def test_forms_of_other_packages_have_none_either(client: Client, page: str):
    labels = re.findall(r"<label[^>]*>([^<]*)</label>", client.get(page).content.decode())
    assert labels
    assert not [label for label in labels if label.strip().endswith(":")]
