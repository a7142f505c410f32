"""The texts of the pages: the same keys and places in every language, each used, none missing."""

import json
import re
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[2] / "Sources/API/Pages"
FILES = sorted((PAGES / "assets/languages").glob("*.json"))
LANGUAGES = [file.stem for file in FILES]
#: Texts that most visits do not need have a folder of their own, with one file per language as well.
PARTS = sorted(each for each in (PAGES / "assets/languages").iterdir() if each.is_dir())


def texts(language):
    files = [folder / f"{language}.json" for folder in (PAGES / "assets/languages", *PARTS)]
    all_of_them = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert len(set().union(*all_of_them)) == sum(map(len, all_of_them)), "a text stands in two files"
    return {key: text for each in all_of_them for key, text in each.items()}


TEXTS = {language: texts(language) for language in LANGUAGES}
SCRIPTS = "\n".join(file.read_text(encoding="utf-8") for file in sorted((PAGES / "assets/script").rglob("*.js")))
MARKUP = "\n".join(file.read_text(encoding="utf-8") for file in sorted(PAGES.glob("*.html")))

#: Plural forms a language must have: those of CLDR that whole numbers up to a million reach.
FORMS = {
    "en": {"one", "other"}, "es": {"one", "other"}, "pt-BR": {"one", "other"},
    "zh-CN": {"other"}, "ja": {"other"}, "id": {"other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}


def places(value):
    return set(re.findall(r"\{(\w+)\}", json.dumps(value)))


def named_keys():
    """Keys that scripts and pages name, and the beginnings of those they compose."""
    keys = set(re.findall(r"'([a-zA-Z]+\.[a-zA-Z0-9-]+)'", SCRIPTS))
    keys |= set(re.findall(r'data-text(?:-\w+)?="([^"]+)"', MARKUP))
    beginnings = set(re.findall(r"`([a-zA-Z]+\.)\$\{", SCRIPTS))
    return keys, beginnings


def test_the_seven_languages_are_there():
    assert set(LANGUAGES) == set(FORMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_missing_and_none_is_extra(language):
    assert set(TEXTS[language]) == set(TEXTS["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language):
    empty = [key for key, value in TEXTS[language].items()
             for text in ([value] if isinstance(value, str) else value.values()) if not text.strip()]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_those_of_the_english_text(language):
    differing = {key: (places(value), places(TEXTS["en"][key]))
                 for key, value in TEXTS[language].items() if places(value) != places(TEXTS["en"][key])}
    assert differing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_the_forms_of_their_language(language):
    wrong = {key: sorted(value) for key, value in TEXTS[language].items()
             if isinstance(value, dict) and set(value) != FORMS[language]}
    assert wrong == {}


def test_every_text_is_used():
    keys, beginnings = named_keys()
    unused = [key for key in TEXTS["en"] if key not in keys and not any(key.startswith(each) for each in beginnings)]
    assert unused == []


def test_every_named_text_exists():
    keys, _ = named_keys()
    sections = {key.split(".")[0] for key in TEXTS["en"]}
    unknown = [key for key in keys if key.split(".")[0] in sections and key not in TEXTS["en"]
               and not key.endswith((".csv", ".js"))]
    assert unknown == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_translated(language):
    if language == "en":
        return
    same = [key for key, value in TEXTS[language].items() if value == TEXTS["en"][key] and len(json.dumps(value)) > 24]
    assert same == []
