extension PlaybookGraph {
    /// The graph as a picture: states from top to bottom, branches side by side within their state, failures dashed.
    public var svg: String {
        var writer = SVGWriter()
        let drawing = GraphDrawing(machine)
        let margin = 24.0
        let titleHeight = 30.0
        let width = max(drawing.size.width, TextWidth.width(title, size: 16, isBold: true)) + margin * 2
        let height = drawing.size.height + margin * 2 + titleHeight
        writer.open(width: width, height: height, title: title)
        writer.write(drawing, x: (width - drawing.size.width) / 2, y: margin + titleHeight)
        writer.close()
        return writer.text
    }
}

/// Writes SVG 1.1 without scripts, links and fonts of its own.
private struct SVGWriter {
    private(set) var text = ""

    private static let colours: [String: (fill: String, stroke: String)] = [
        "Task": ("#e8f1fd", "#1f6feb"), "Interaction": ("#fff4d6", "#a15c00"), "Choice": ("#f3ebfd", "#8250df"),
        "Wait": ("#f0f3f6", "#57606a"), "Pass": ("#ffffff", "#57606a"), "Succeed": ("#e3f6e8", "#1a7f37"),
        "Fail": ("#fde8e8", "#b42318"), "Parallel": ("#f9fafb", "#57606a"), "Map": ("#f9fafb", "#0b7285"),
    ]

    mutating func open(width: Double, height: Double, title: String) {
        let (wide, high) = (number(width), number(height))
        text += """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(wide)" height="\(high)" viewBox="0 0 \(wide) \(high)" \
            font-family="DejaVu Sans, Verdana, Helvetica, Arial, sans-serif" role="img">
            <title>\(XMLText.escaped(title))</title>
            <defs>
            <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">\
            <path d="M0 0L10 5L0 10z" fill="#57606a"/></marker>
            <marker id="failure" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">\
            <path d="M0 0L10 5L0 10z" fill="#b42318"/></marker>
            </defs>
            <rect width="\(wide)" height="\(high)" fill="#ffffff"/>
            <text x="24" y="32" font-size="16" font-weight="bold" fill="#1f2328">\(XMLText.escaped(title))</text>

            """
    }

    mutating func close() { text += "</svg>\n" }

    mutating func write(_ drawing: GraphDrawing, x: Double, y: Double) {
        text += "<g transform=\"translate(\(number(x)) \(number(y)))\">\n"
        for line in drawing.lines { write(line) }
        for box in drawing.boxes { write(box) }
        for line in drawing.lines { label(line) }
        text += "</g>\n"
    }

    // MARK: - Lines

    private mutating func write(_ line: GraphDrawing.Line) {
        let isFailure = line.edge.kind == .failure
        let dash = isFailure ? " stroke-dasharray=\"5 4\"" : ""
        text += """
            <path d="\(path(line))" fill="none" stroke="\(isFailure ? "#b42318" : "#57606a")" stroke-width="1.4"\(dash) \
            marker-end="url(#\(isFailure ? "failure" : "arrow"))"/>

            """
    }

    private func path(_ line: GraphDrawing.Line) -> String {
        guard let first = line.points.first else { return "" }
        var result = "M\(number(first.x)) \(number(first.y))"
        let isLoop = line.edge.from == line.edge.to
        for (one, two) in zip(line.points, line.points.dropFirst()) where one != two {
            if isLoop || abs(one.x - two.x) < 0.5 {
                result += "L\(number(two.x)) \(number(two.y))"
            } else {
                let middle = (one.y + two.y) / 2
                result +=
                    "C\(number(one.x)) \(number(middle)) \(number(two.x)) \(number(middle)) \(number(two.x)) \(number(two.y))"
            }
        }
        return result
    }

    private mutating func label(_ line: GraphDrawing.Line) {
        guard !line.edge.labels.isEmpty else { return }
        let size = line.labelSize
        let top = line.label.y - size.height / 2
        text += """
            <rect x="\(number(line.label.x - size.width / 2))" y="\(number(top))" width="\(number(size.width))" \
            height="\(number(size.height))" rx="3" fill="#ffffff" fill-opacity="0.94"/>

            """
        let colour = line.edge.kind == .failure ? "#b42318" : "#424a53"
        for (index, label) in line.edge.labels.enumerated() {
            write(
                label, x: line.label.x, y: top + 13 + Double(index) * 14, size: GraphDrawing.labelSize, colour: colour)
        }
    }

    // MARK: - Nodes

    private mutating func write(_ box: GraphDrawing.Box) {
        let left = box.centre.x - box.size.width / 2
        let top = box.centre.y - box.size.height / 2
        switch box.node.kind {
        case .start:
            text += "<circle cx=\"\(number(box.centre.x))\" cy=\"\(number(box.centre.y))\" r=\"8\" fill=\"#1f2328\"/>\n"
        case .failure:
            rectangle(left, top, box.size, radius: 12, fill: "#ffffff", stroke: "#b42318", dash: true)
            write(box.node.name, x: box.centre.x, y: box.centre.y + 4, size: GraphDrawing.detailSize, colour: "#b42318")
        case .state(let type): state(box, type, left, top)
        }
    }

    private mutating func state(_ box: GraphDrawing.Box, _ type: String, _ left: Double, _ top: Double) {
        let (fill, stroke) = Self.colours[type] ?? ("#ffffff", "#57606a")
        text += "<g><title>\(XMLText.escaped("\(box.node.name) (\(type))"))</title>\n"
        outline(box, type, left, top, box.size, fill, stroke)
        if box.node.isEnd {
            let inner = GraphDrawing.Size(width: box.size.width - 6, height: box.size.height - 6)
            outline(box, type, left + 3, top + 3, inner, "none", stroke)
        }
        for (index, line) in box.lines.enumerated() {
            write(
                line, x: box.centre.x, y: top + 21 + Double(index) * GraphDrawing.lineHeight,
                size: GraphDrawing.nameSize,
                colour: "#1f2328", isBold: true)
        }
        let subtitle = [type, box.node.detail].compactMap(\.self).joined(separator: " · ")
        write(
            subtitle, x: box.centre.x, y: top + 21 + Double(box.lines.count) * GraphDrawing.lineHeight,
            size: GraphDrawing.detailSize, colour: "#57606a")
        for (drawing, place) in box.inner {
            let half = GraphDrawing.padding / 2
            rectangle(
                left + place.x - half, top + place.y - half,
                GraphDrawing.Size(
                    width: drawing.size.width + GraphDrawing.padding, height: drawing.size.height + GraphDrawing.padding
                ),
                radius: 6, fill: "#ffffff", stroke: "#d0d7de")
        }
        text += "</g>\n"
        for (drawing, place) in box.inner { write(drawing, x: left + place.x, y: top + place.y) }
    }

    private mutating func outline(
        _ box: GraphDrawing.Box, _ type: String, _ left: Double, _ top: Double, _ size: GraphDrawing.Size,
        _ fill: String, _ stroke: String
    ) {
        switch type {
        case "Choice":
            let (right, bottom, middle) = (left + size.width, top + size.height, top + size.height / 2)
            let cut = 18.0
            let points = [
                (left + cut, top), (right - cut, top), (right, middle), (right - cut, bottom), (left + cut, bottom),
                (left, middle),
            ].map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
            text += "<polygon points=\"\(points)\" fill=\"\(fill)\" stroke=\"\(stroke)\" stroke-width=\"1.4\"/>\n"
        case "Succeed", "Fail":
            rectangle(left, top, size, radius: size.height / 2, fill: fill, stroke: stroke)
        default: rectangle(left, top, size, radius: type == "Wait" ? 14 : 6, fill: fill, stroke: stroke)
        }
    }

    private mutating func rectangle(
        _ left: Double, _ top: Double, _ size: GraphDrawing.Size, radius: Double, fill: String, stroke: String,
        dash: Bool = false
    ) {
        text += """
            <rect x="\(number(left))" y="\(number(top))" width="\(number(size.width))" height="\(number(size.height))" \
            rx="\(number(radius))" fill="\(fill)" stroke="\(stroke)" stroke-width="1.4"\(dash ? " stroke-dasharray=\"5 4\"" : "")/>

            """
    }

    private mutating func write(
        _ string: String, x: Double, y: Double, size: Double, colour: String, isBold: Bool = false
    ) {
        text += """
            <text x="\(number(x))" y="\(number(y))" font-size="\(number(size))" text-anchor="middle" \
            fill="\(colour)"\(isBold ? " font-weight=\"bold\"" : "")>\(XMLText.escaped(string))</text>

            """
    }

    /// One place behind the point is enough for a screen.
    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : String(Double(tenths) / 10)
    }
}
