"""Texts and addresses that are worked out once are those that Django would write each time."""

import pytest
from django.template import Context, Template
from django.template.base import TextNode
from django.urls import NoReverseMatch, set_script_prefix

from claims.models import Claim

LOADED = "{% load i18n %}"


def written(template: str, **context: object) -> str:
    """What a template becomes."""
    return Template(template).render(Context(context))


@pytest.mark.parametrize("text", ["Claims", "100%", "Its editors’ marks", "a < b"])
def test_with_one_language_a_text_stands_as_it_is_written(text):
    (_load, node) = Template(LOADED + f'{{% translate "{text}" %}}').nodelist
    assert isinstance(node, TextNode)
    assert node.s == text


def test_with_more_languages_a_text_is_looked_up_each_time(settings):
    settings.USE_I18N = True
    (_load, node) = Template(LOADED + '{% translate "Claims" %}').nodelist
    assert not isinstance(node, TextNode)


def test_a_text_that_depends_on_the_page_is_looked_up_there():
    assert written(LOADED + "{% translate said %}", said="a < b") == "a &lt; b"
    assert written(LOADED + '{% translate "Claims" as name %}[{{ name }}]') == "[Claims]"
    assert written(LOADED + '{% translate "Claims"|upper %}') == "CLAIMS"


def test_an_address_follows_where_the_site_stands():
    page = Template("{% url 'claims' %} {% url 'claim' 7 %}")
    assert page.render(Context()) == "/claims/ /claims/7/"
    set_script_prefix("/record/")
    try:
        assert page.render(Context()) == "/record/claims/ /record/claims/7/"
    finally:
        set_script_prefix("/")
    assert page.render(Context()) == "/claims/ /claims/7/"


def test_what_is_not_on_record_yet_has_no_address():
    with pytest.raises(NoReverseMatch):
        written("{% url 'claim' claim.pk %}", claim=Claim())


def test_addresses_with_arguments_and_by_a_variable_name_are_as_ever():
    assert written("{% url 'claim' 7 %}{% url 'claim' key %}", key=8) == "/claims/7//claims/8/"
    assert written("{% url 'claim' key %}", key="9") == "/claims/9/"
    assert written("{% url page %}", page="claims") == "/claims/"
    assert written("{% url 'claims' as here %}[{{ here }}]") == "[/claims/]"
    assert written("{% url 'nowhere' as here %}[{{ here }}]") == "[]"
