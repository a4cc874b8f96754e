"""demo: once it fills, afterwards it only starts; it never touches what it did not make."""

from __future__ import annotations

import pytest

from cli.conftest import UNCOLLECTED, last_line, sentence

PERSONAS = {
    "member",
    "store-manager",
    "community-manager",
    "administrator",
    "partner-guest",
    "seller",
    "operations-lead",
}


@pytest.mark.slow
def test_the_second_time_it_is_there(passerelle, demo):
    folder, said = demo
    again = last_line(passerelle("demo", "--no-serve", "--json", "--data", folder, **UNCOLLECTED))
    assert (said["told"], again["told"]) == (True, False)
    assert not (folder / "mail").exists()
    assert set(said["links"]) == PERSONAS
    assert again["links"] == said["links"]
    assert all(url.startswith("http://localhost:8000/demo/") for url in said["links"].values())


@pytest.mark.slow
def test_links_follow_the_port(passerelle, demo):
    links = last_line(passerelle("demo", "--no-serve", "--port", "8123", "--json", "--data", demo[0], **UNCOLLECTED))[
        "links"
    ]
    assert all(url.startswith("http://localhost:8123/demo/") for url in links.values())


def test_another_installation_is_left_alone(passerelle, tmp_path):
    (tmp_path / "passerelle.sqlite3").write_bytes(b"mine")
    for arguments in ([], ["--reset"]):
        done = passerelle("demo", "--no-serve", "--data", tmp_path, *arguments)
        assert sentence(done).endswith("choose another folder.")
    assert [path.name for path in tmp_path.iterdir()] == ["passerelle.sqlite3"]


def test_it_is_not_made_for_a_public_address(passerelle, tmp_path):
    done = passerelle("demo", "--no-serve", "--data", tmp_path / "var", PASSERELLE_BASE_URL="https://hub.example.com")
    assert "served on localhost only" in sentence(done)
    assert not (tmp_path / "var").exists()
