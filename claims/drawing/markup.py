"""A drawing as the elements of SVG, and what a list names as HTML: a page has hundreds of them, and a
template takes ten times as long.

PURE: no Django. All that is put in is escaped.
"""

from collections.abc import Iterable, Iterator
from html import escape

from claims.drawing.shapes import Caption, Drawing, Edge, Line, Node, Outline, Ref


def elements(drawing: Drawing) -> str:
    """What stands in the `svg` element, after its name: outlines and lines, then each caption with the boxes
    under it, then the words beside the lines. They are hidden from assistive technology but for the boxes,
    because "the same in words" says better what leads where."""
    under = "\n".join(
        [
            *map(_outline, drawing.groups),
            *(_edge(edge, f"origin-graph-{drawing.name}") for edge in drawing.edges),
        ]
    )
    read = "\n".join(_read_aloud(drawing))
    labels = "".join(map(_label, drawing.edges))
    return f'<g aria-hidden="true">\n{under}\n</g>\n{read}\n<g aria-hidden="true">\n{labels}\n</g>'


def named(ref: Ref) -> str:
    """An article or a source as a list names it, with the way to its page."""
    name = f"<bdi>{escape(ref.name)}</bdi>"
    link = f'<a href="{escape(ref.href)}">{name}</a>' if ref.href else name
    return f"{link}, <bdi>{escape(ref.detail)}</bdi>" if ref.detail else link


def items(refs: Iterable[Ref]) -> str:
    """The items of a list of them."""
    return "".join(f"<li>{named(ref)}</li>\n" for ref in refs)


def _read_aloud(drawing: Drawing) -> Iterator[str]:
    for caption, nodes in drawing.columns:
        yield _caption(caption)
        yield from map(_node, nodes)


def _caption(caption: Caption) -> str:
    return f'<text class="caption" x="{caption.x}" y="{caption.y}">{escape(caption.text)}</text>'


def _outline(group: Outline) -> str:
    return (
        f'<title>{escape(group.title)}</title><rect class="outline" x="{group.x}" y="{group.y}" '
        f'width="{group.width}" height="{group.height}" rx="8"/>'
        + "".join(_line(line, "note") for line in group.lines)
    )


def _edge(edge: Edge, ids: str) -> str:
    looks = "edge" + " against" * edge.against + " beside" * edge.beside
    head = "against" if edge.against else "for"
    return f'<path class="{looks}" d="{edge.path}" marker-end="url(#{ids}-{head})"/>'


def _label(edge: Edge) -> str:
    label = edge.label
    if label is None:
        return ""
    return (
        f'<text class="label{" against" * edge.against}" x="{label.x}" y="{label.y}" '
        f'text-anchor="{label.anchor}">{escape(label.text)}</text>'
    )


def _node(node: Node) -> str:
    """A box: a link if it leads somewhere, under a second one if others were folded into it, with a second
    border if it counts."""
    tag, href = ("a", f' href="{escape(node.href)}"') if node.href else ("g", "")
    size = f'width="{node.width}" height="{node.height}" rx="{node.radius}"'
    stacked, double = "", ""
    if node.stacked:
        stacked = f'<rect class="box under" x="{node.x + 4}" y="{node.y + 4}" {size}/>\n'
    if node.double:
        x, y, width, height = node.inner
        double = (
            f'<rect class="inner" x="{x}" y="{y}" width="{width}" height="{height}" '
            f'rx="{node.radius - 3}"/>\n'
        )
    return (
        f'<{tag} class="node {escape(node.classes)}"{href}>\n<title>{escape(node.title)}</title>\n'
        f'{stacked}<rect class="box" x="{node.x}" y="{node.y}" {size}/>\n{double}'
        + "\n".join(_line(line, line.kind) for line in node.lines)
        + f"\n</{tag}>"
    )


def _line(line: Line, kind: str) -> str:
    return f'<text class="{kind}" x="{line.x}" y="{line.y}">{escape(line.text)}</text>'
