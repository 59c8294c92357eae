"""The dot plot of a measure: each figure where its value is, its comparator as a shape."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.drawing.dots import EDGE, MOST_ROWS, NARROW, WIDE, plot_dots
from claims.figures import Comparator, Figure, FigureKind
from tests.graphs import generated


def figure(value: object, comparator: Comparator = Comparator.EXACT, **rest: object) -> Figure:
    return Figure(Decimal(str(value)), "%", comparator, **rest)


def plotted(*figures: Figure, name: str = "wide"):
    return plot_dots([(str(one.value), one) for one in figures], name)


@pytest.mark.parametrize(
    ("comparator", "shape", "arrow"),
    [
        (Comparator.EXACT, "full", ""),
        (Comparator.ABOUT, "ring", ""),
        (Comparator.AT_LEAST, "full", "up"),
        (Comparator.MORE_THAN, "ring", "up"),
        (Comparator.AT_MOST, "full", "down"),
        (Comparator.LESS_THAN, "ring", "down"),
    ],
)
def test_each_comparator_has_its_shape(comparator, shape, arrow):
    dot = plotted(figure(5, comparator)).dots[0]
    assert (dot.shape, dot.arrow) == (shape, arrow)


def test_a_range_is_a_bar_from_end_to_end():
    dot = plotted(figure(5, Comparator.RANGE, upper=Decimal(9))).dots[0]
    assert dot.shape == "bar"
    assert dot.low < dot.high


def test_an_illustrative_figure_is_a_cross():
    assert plotted(figure(5, kind=FigureKind.ILLUSTRATIVE)).dots[0].shape == "cross"


def test_the_rows_stand_in_the_order_given_and_values_from_left_to_right():
    dots = plotted(figure(5), figure(7), figure(90)).dots
    assert [dot.label for dot in dots] == ["5", "7", "90"]
    assert dots[0].x < dots[1].x < dots[2].x


def test_there_is_no_mark_but_those_of_the_figures():
    plot = plotted(figure(5), figure(7))
    assert len(plot.dots) == 2
    assert [tick.label for tick in plot.ticks] == ["5", "7"]


def test_of_many_the_lowest_and_the_highest_are_drawn_and_the_rest_counted():
    plot = plotted(*(figure(value) for value in range(75)))
    assert len(plot.dots) == MOST_ROWS
    assert (plot.dots[0].label, plot.dots[-1].label) == ("0", "74")
    assert plot.left_out == 35


def test_nothing_cannot_be_plotted():
    with pytest.raises(ValueError, match="nothing to plot"):
        plotted()


values = st.decimals(-(10**17), 10**17, places=6)
any_figure = st.builds(
    figure, values, st.sampled_from([how for how in Comparator if how != "range"])
)


@generated
@given(st.lists(any_figure, min_size=1, max_size=60), st.sampled_from(["wide", "narrow"]))
def test_all_of_it_stays_within_the_drawing(figures, name):
    plot = plotted(*figures, name=name)
    width = WIDE if name == "wide" else NARROW
    assert len(plot.dots) + plot.left_out == len(figures)
    for dot in plot.dots:
        assert EDGE - 1 <= dot.low <= dot.x <= dot.high <= width - EDGE + 1
        assert dot.y < plot.floor
