"""The measure that tests use for what may not grow out of proportion."""

from growth import is_steep


def test_a_cube_is_steep_and_a_line_is_not() -> None:
    assert is_steep(lambda size: sum(1 for _ in range(size**3)), 40)
    assert not is_steep(lambda size: sum(1 for _ in range(size)), 64_000)
