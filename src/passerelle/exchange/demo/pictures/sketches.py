"""What colleagues drew: plans, a window, a dress, a plant. Each is what its text speaks of."""

from __future__ import annotations

import math
from collections.abc import Callable

from passerelle.exchange.demo.names import chance
from passerelle.exchange.demo.pictures.pen import BLUE, CLAY, INK, LEAF, RED, SAND, TEAL, Colour, Pen

WIDTH, HEIGHT = 960, 600
WHITE: Colour = (255, 255, 255)


def draw_sketch(name: str) -> bytes:
    """One of ``SKETCHES``, as PNG; raises KeyError for another."""
    pen = Pen(WIDTH, HEIGHT)
    SKETCHES[name](pen)
    return pen.finish("PNG")


def _queue(pen: Pen) -> None:
    """Three tills, a line of people, the slate at its head and the stool at its side."""
    pen.box(40, 40, 880, 520)
    for number in range(3):
        pen.box(120 + 170 * number, 80, 120, 56, fill=SAND)
        pen.write(180 + 170 * number, 108, str(number + 1), 30, anchor="mm")
    for number in range(8):
        x, y = 520 - 52 * number, 240 + 26 * math.sin(number)
        pen.disc(x, y, 17, fill=TEAL if number < 4 else CLAY)
    pen.line((530, 200), (520, 150), (528, 168), colour=TEAL, width=4)
    pen.box(600, 210, 92, 70, fill=INK)
    pen.write(646, 245, "6 min", 28, WHITE, "mm")
    pen.disc(250, 340, 26, fill=SAND)
    for angle in (40, 140, 270):
        pen.line((250, 340), (250 + 40 * math.cos(math.radians(angle)), 340 + 40 * math.sin(math.radians(angle))))
    pen.disc(150, 330, 20, fill=LEAF)
    pen.arc(320, 420, 180, 200, 320, LEAF, 4)
    pen.line((458, 304), (472, 300), (462, 318), colour=LEAF, width=4)
    for x in (720, 790, 860):
        pen.line((x, 360), (x, 520), width=5)
        pen.line((x - 26, 380), (x + 26, 380))
    pen.line((400, 560), (560, 560), colour=(250, 246, 238), width=8)


def _plan(pen: Pen) -> None:
    """A shop on a corner: brick wall, stool, workbench by the street, goods lift."""
    pen.box(80, 60, 800, 470)
    for row in range(12):
        pen.line((80, 90 + 38 * row), (110, 90 + 38 * row), colour=CLAY, width=2)
    pen.line((110, 60), (110, 530), colour=CLAY)
    for number in range(7):
        pen.disc(170, 470 - 56 * number, 15, fill=TEAL)
    pen.disc(230, 250, 18, fill=SAND)
    pen.box(330, 90, 200, 60, fill=SAND)
    pen.box(620, 420, 220, 70, fill=SAND)
    pen.line((660, 420), (660, 380), (720, 380), (720, 420))
    pen.box(740, 60, 140, 120)
    pen.line((740, 60), (880, 180))
    pen.line((880, 60), (740, 180))
    for x in (330, 430, 530):
        pen.line((x, 230), (x, 350), width=5)
        pen.line((x - 24, 250), (x + 24, 250))
    pen.line((600, 530), (840, 530), colour=(250, 246, 238), width=9)
    pen.line((80, 560), (880, 560), colour=INK, width=2)
    pen.write(480, 578, "11,4 m", 22, anchor="mm")


def _shelves(pen: Pen) -> None:
    """Racks marked with coloured tape; boxes carry the same colour."""
    for column, colour in enumerate((BLUE, LEAF, (226, 184, 60), RED)):
        left = 60 + 220 * column
        pen.box(left, 50, 180, 490)
        pen.line((left, 56), (left, 534), colour=colour, width=12)
        for row in range(5):
            base = 140 + 98 * row
            pen.line((left, base), (left + 180, base))
            for place in range(3):
                if chance("box", column, row, place) < 0.8:
                    height = 44 + 26 * chance("tall", column, row, place)
                    pen.box(left + 16 + 54 * place, base - height, 44, height, fill=SAND)
                    pen.line(
                        (left + 18 + 54 * place, base - 14), (left + 58 + 54 * place, base - 14), colour=colour, width=8
                    )


def _chairs(pen: Pen) -> None:
    """A shop window full of chairs that are all different."""
    pen.box(50, 50, 860, 470)
    pen.line((50, 470), (910, 470), width=5)
    for number in range(14):
        x, y = 100 + 118 * (number % 7), 250 if number < 7 else 430
        colour = (TEAL, CLAY, INK, LEAF, BLUE)[number % 5]
        width, height = 46 + 14 * chance("seat", number), 74 + 40 * chance("back", number)
        pen.line((x, y), (x + width, y), colour=colour, width=6)
        pen.line((x, y + 60), (x, y - height), colour=colour, width=5)
        pen.line((x + width, y), (x + width, y + 60), colour=colour, width=5)
        if number % 3 == 0:
            pen.arc(x, y - height, width / 2, -90, 90, colour, 5)
        else:
            pen.line((x, y - height * 0.6), (x + 10, y - height * 0.6), colour=colour, width=5)
        pen.box(x + 8, y - height + 10, 26, 16, fill=WHITE)


def _hanger(pen: Pen) -> None:
    """A red hanger at eye level in a fitting room, with a curtain and a mirror."""
    pen.line((120, 60), (840, 60), width=6)
    for number in range(9):
        x = 130 + 34 * number
        pen.line((x, 62), (x + 8 * math.sin(number), 300), (x, 540), colour=CLAY, width=4)
    pen.box(620, 120, 200, 400, fill=(228, 236, 236))
    pen.line((660, 200), (740, 140), colour=WHITE, width=6)
    pen.arc(520, 200, 18, 180, 400, RED, 7)
    pen.line((520, 218), (520, 240), colour=RED, width=7)
    pen.shape((520, 240), (600, 300), (440, 300), colour=RED)
    pen.line((470, 360), (478, 400), (540, 396), (536, 352), (470, 360), width=2)
    pen.write(504, 377, "pour ce qui ne va pas", 9, anchor="mm")


def _dress(pen: Pen) -> None:
    """A linen dress with a pocket in each side seam."""
    pen.shape(
        (400, 90),
        (450, 110),
        (510, 110),
        (560, 90),
        (590, 200),
        (560, 220),
        (640, 520),
        (320, 520),
        (400, 220),
        (370, 200),
        fill=SAND,
    )
    pen.arc(480, 96, 40, 10, 170)
    pen.line((402, 240), (558, 240), width=2)
    for side in (-1, 1):
        x = 480 + side * 96
        pen.line((x, 300), (x + side * 18, 372), colour=RED, width=5)
        pen.line((x, 300), (x - side * 40, 312), (x - side * 36, 380), (x + side * 18, 372), colour=RED, width=2)
    pen.line((600, 336), (720, 300), width=2)
    pen.write(730, 300, "19 cm", 28, RED)
    pen.line((360, 336), (240, 300), width=2)
    pen.write(230, 300, "14 cm", 28, RED, "rm")
    for x in (420, 450, 480, 510, 540):
        pen.line((x, 440), (x + (x - 480) / 6, 505), colour=(190, 168, 132), width=2)


def _lamp(pen: Pen) -> None:
    """A table lamp on a magnetic base, in section."""
    pen.shape((380, 100), (580, 100), (630, 240), (330, 240), fill=(250, 232, 180))
    pen.line((480, 240), (480, 400), width=10)
    pen.shape((390, 400), (570, 400), (590, 440), (370, 440), fill=SAND)
    pen.box(440, 414, 80, 18, fill=RED)
    pen.line((220, 452), (740, 452), width=6)
    pen.line((370, 480), (590, 480), colour=TEAL, width=2)
    for x in (370, 590):
        pen.line((x, 470), (x, 490), colour=TEAL, width=2)
    pen.write(480, 506, "32 mm", 28, TEAL, "mm")
    pen.line((520, 423), (690, 360), width=2)
    pen.write(700, 360, "clunk", 26, RED)


def _ficus(pen: Pen) -> None:
    """A plant that lost its leaves: they lie around its pot."""
    pen.shape((410, 430), (550, 430), (530, 540), (430, 540), fill=CLAY)
    for lean, top in ((-120, 120), (-40, 70), (60, 90), (140, 160)):
        pen.line((480, 430), (480 + lean * 0.4, 280), (480 + lean, top), colour=(112, 88, 66), width=6)
        for step in range(5):
            if chance("leaf", lean, step) < 0.55:
                _leaf(pen, 480 + lean * (0.4 + 0.13 * step), 280 - (280 - top) * step / 5, lean + 40 * step)
    for number in range(22):
        _leaf(
            pen, 180 + 600 * chance("fallen", number), 545 + 30 * chance("depth", number), 360 * chance("turn", number)
        )


def _leaf(pen: Pen, x: float, y: float, turn: float) -> None:
    across, along = math.radians(turn), math.radians(turn + 90)
    tip, side = (34 * math.cos(across), 14 * math.sin(across)), (10 * math.cos(along), 10 * math.sin(along))
    pen.shape(
        (x, y),
        (x + tip[0] / 2 + side[0], y + tip[1] / 2 + side[1]),
        (x + tip[0], y + tip[1]),
        (x + tip[0] / 2 - side[0], y + tip[1] / 2 - side[1]),
        fill=LEAF,
        colour=None,
    )


def _second_size(pen: Pen) -> None:
    """A fitting room from outside: the key, two hangers of one dress beside the curtain, four minutes on the clock."""
    pen.box(120, 60, 420, 480)
    for x in range(140, 540, 40):
        pen.arc(x + 20, 78, 20, 0, 180, CLAY)
        pen.line((x + 20, 98), (x + 20, 540), colour=CLAY, width=2)
    pen.line((600, 130), (860, 130), width=6)
    for x, size in ((660, "38"), (790, "40")):
        pen.arc(x, 142, 12, 150, 360)
        pen.line((x - 62, 200), (x, 158), (x + 62, 200))
        pen.shape((x - 40, 190), (x + 40, 190), (x + 66, 400), (x - 66, 400), fill=TEAL)
        pen.write(x, 440, size, 34, anchor="mm")
    pen.disc(725, 500, 34)
    pen.line((725, 500), (725, 476), width=4)
    pen.line((725, 500), (742, 514), width=4)
    pen.write(775, 500, "4 min", 28, RED)


def _rail(pen: Pen) -> None:
    """A rail at noon: one gap, the list of gaps pinned to it, the stairs to the stock room, one way."""
    pen.line((80, 150), (640, 150), width=6)
    for x in (100, 620):
        pen.line((x, 150), (x, 470), width=5)
        pen.line((x - 34, 470), (x + 34, 470), width=5)
    for number, x in enumerate(range(140, 600, 56)):
        if number in (2, 3):
            continue
        pen.arc(x, 160, 8, 150, 360)
        pen.shape((x - 16, 190), (x + 16, 190), (x + 22, 380), (x - 22, 380), fill=(SAND, TEAL, CLAY)[number % 3])
    pen.line((254, 200), (310, 200), (310, 370), (254, 370), (254, 200), colour=RED, width=2)
    pen.write(282, 285, "?", 44, RED, "mm")
    pen.box(220, 420, 124, 96, fill=WHITE)
    for row, words in enumerate(("38 ?", "40 ?", "M ?")):
        pen.write(236, 440 + 28 * row, words, 20)
    for step in range(5):
        pen.line((700 + 40 * step, 500 - 60 * step), (740 + 40 * step, 500 - 60 * step), width=4)
        pen.line((740 + 40 * step, 500 - 60 * step), (740 + 40 * step, 440 - 60 * step), width=4)
    pen.line((390, 540), (690, 540), (880, 260), colour=TEAL, width=4)
    pen.line((862, 268), (880, 260), (880, 280), colour=TEAL, width=4)
    pen.write(760, 90, "12 h 15", 30, RED)


SKETCHES: dict[str, Callable[[Pen], None]] = {
    "second-size": _second_size,
    "rail": _rail,
    "queue": _queue,
    "plan": _plan,
    "shelves": _shelves,
    "chairs": _chairs,
    "hanger": _hanger,
    "dress": _dress,
    "lamp": _lamp,
    "ficus": _ficus,
}
