/// A graph with places for everything: nodes, what is inside of them, lines and labels.
struct GraphDrawing {
    typealias Point = LayeredLayout.Point
    typealias Size = LayeredLayout.Size

    struct Box {
        let node: PlaybookGraph.Node
        var centre: Point
        let size: Size
        let lines: [String]
        /// Drawings inside, with their places from the box's upper left corner.
        let inner: [(drawing: GraphDrawing, at: Point)]
    }

    struct Line {
        let edge: PlaybookGraph.Edge
        var points: [Point]
        var label: Point
        let labelSize: Size
    }

    static let nameSize = 13.0
    static let detailSize = 11.0
    static let labelSize = 11.0
    static let lineHeight = 15.0
    static let maximumNameWidth = 190.0
    static let padding = 16.0

    private(set) var boxes: [Box] = []
    private(set) var lines: [Line] = []
    private(set) var size = Size(width: 0, height: 0)

    init(_ machine: PlaybookGraph.Machine) {
        let drafts = machine.nodes.map(Self.draft)
        var loops: [Int: Double] = [:]
        for edge in machine.edges where edge.from == edge.to {
            loops[edge.from, default: 0] += Self.labelSize(edge.labels).width + 40
        }
        // What leads from a state to itself is drawn at its right side: the place is kept free on both.
        let sizes = drafts.enumerated().map { index, draft in
            Size(width: draft.size.width + 2 * (loops[index] ?? 0), height: draft.size.height)
        }
        let edges = machine.edges.filter { $0.from != $0.to }
        let layout = LayeredLayout(
            nodes: sizes,
            edges: edges.map { LayeredLayout.Edge(from: $0.from, to: $0.to, label: Self.labelSize($0.labels)) })
        size = layout.size
        boxes = zip(drafts, layout.centres).map { draft, centre in
            var box = draft
            box.centre = centre
            return box
        }
        for (edge, route) in zip(edges, layout.routes) {
            lines.append(
                Line(edge: edge, points: route.points, label: route.label, labelSize: Self.labelSize(edge.labels)))
        }
        for edge in machine.edges where edge.from == edge.to { lines.append(loop(edge)) }
    }

    private func loop(_ edge: PlaybookGraph.Edge) -> Line {
        let box = boxes[edge.from]
        let right = box.centre.x + box.size.width / 2
        let out = right + 18
        let label = Self.labelSize(edge.labels)
        return Line(
            edge: edge,
            points: [
                Point(x: right, y: box.centre.y + 9), Point(x: out, y: box.centre.y + 9),
                Point(x: out, y: box.centre.y - 9), Point(x: right, y: box.centre.y - 9),
            ], label: Point(x: out + 6 + label.width / 2, y: box.centre.y), labelSize: label)
    }

    static func labelSize(_ labels: [String]) -> Size {
        guard !labels.isEmpty else { return Size(width: 0, height: 0) }
        let width = labels.map { TextWidth.width($0, size: labelSize) }.max() ?? 0
        return Size(width: width + 8, height: Double(labels.count) * 14 + 4)
    }

    /// A node at no place yet.
    private static func draft(_ node: PlaybookGraph.Node) -> Box {
        guard case .state(let type) = node.kind else {
            let width = node.kind == .start ? 16 : TextWidth.width(node.name, size: detailSize) + 24
            return Box(
                node: node, centre: Point(x: 0, y: 0), size: Size(width: width, height: node.kind == .start ? 16 : 24),
                lines: [node.name], inner: [])
        }
        let lines = TextWidth.lines(node.name, width: maximumNameWidth, size: nameSize, isBold: true)
        let subtitle = [type, node.detail].compactMap(\.self).joined(separator: " · ")
        let header = Double(lines.count) * lineHeight + 14
        let textWidth = max(
            lines.map { TextWidth.width($0, size: nameSize, isBold: true) }.max() ?? 0,
            TextWidth.width(subtitle, size: detailSize))
        // The corners of a choice leave less room for its text.
        let margin = type == "Choice" ? 56.0 : 28
        guard !node.machines.isEmpty else {
            return Box(
                node: node, centre: Point(x: 0, y: 0),
                size: Size(width: textWidth + margin, height: header + 20), lines: lines, inner: [])
        }
        var inner: [(drawing: GraphDrawing, at: Point)] = []
        var left = padding
        var height = 0.0
        for machine in node.machines {
            let drawing = GraphDrawing(machine)
            inner.append((drawing, Point(x: left + padding / 2, y: header + 14 + padding)))
            left += drawing.size.width + padding * 2
            height = max(height, drawing.size.height)
        }
        // Narrow branches stand in the middle below a wide name.
        let missing = max(0, textWidth + margin - left)
        inner = inner.map { ($0.drawing, Point(x: $0.at.x + missing / 2, y: $0.at.y)) }
        return Box(
            node: node, centre: Point(x: 0, y: 0),
            size: Size(width: max(left, textWidth + margin), height: header + 14 + height + padding * 2), lines: lines,
            inner: inner)
    }
}
