"""Values of ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sites import PROFILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites import Site

    MakeSite = Callable[..., Site]

COVER = {"index.rst": "Index\n=====\n\n.. dcs-cover::\n"}
OTHER = {"other.yaml": PROFILE.replace("Test PACS", "Other PACS")}
TWO = {"test": "test.yaml", "other": "other.yaml"}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("dcs_profiles", ["test.yaml"]),
        ("dcs_profiles", {"test": 1}),
        ("dcs_profiles", {"": "test.yaml"}),
        ("dcs_profile", 1),
        ("dcs_filter_rows", -1),
        ("dcs_filter_rows", "many"),
        ("dcs_filter_rows", True),
    ],
)
def test_a_wrong_value_is_reported_and_left_out(
    make_site: MakeSite, option: str, value: object
) -> None:
    result = make_site(COVER, **{option: value}).build()
    (line, *_) = [each for each in result.warnings if "DCS070" in each]
    assert f"'{option}'" in line
    assert "Index" in result.output("index.html")


def test_the_only_profile_is_the_default(make_site: MakeSite) -> None:
    assert "Test PACS" in make_site(COVER).build().output("index.html")


def test_of_several_profiles_the_default_is_named(make_site: MakeSite) -> None:
    site = make_site({**COVER, **OTHER}, dcs_profiles=TWO, dcs_profile="other")
    result = site.build()
    assert result.warnings == []
    assert "Other PACS" in result.output("index.html")


def test_a_page_names_its_profile_where_there_is_no_default(make_site: MakeSite) -> None:
    page = f"{COVER['index.rst']}\n.. dcs-cover::\n   :profile: other\n"
    result = make_site({**OTHER, "index.rst": page}, dcs_profiles=TWO).build()
    (line,) = result.warnings
    assert "index.rst:4: WARNING: No profile is named" in line
    assert "Other PACS" in result.output("index.html")


def test_a_default_that_is_no_profile_is_reported(make_site: MakeSite) -> None:
    result = make_site(COVER, dcs_profile="tset").build()
    assert "DCS071" in result.warnings[0]
    assert "Did you mean 'test'?" in result.warnings[0]


def test_the_configuration_is_not_changed(make_site: MakeSite) -> None:
    app = make_site(COVER).build().app
    assert app.config.dcs_profiles == {"test": "test.yaml"}
    assert app.config.dcs_profile == ""
    assert app.config.html_static_path == []
