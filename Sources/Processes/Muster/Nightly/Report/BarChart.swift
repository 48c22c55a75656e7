import Encodings

/// Values beside each other as an SVG of their own.
struct BarChart {
    /// One value.
    struct Bar {
        var label: String
        var value: Double
    }

    var bars: [Bar]

    private static let (width, height, foot) = (620, 160, 22)

    /// The picture; each bar says its own value to who points at it or has it read aloud.
    var svg: String {
        let most = max(1, bars.map(\.value).max() ?? 1)
        let step = Double(Self.width) / Double(max(1, bars.count))
        let drawn = bars.enumerated().map { index, bar in
            let height = (bar.value / most * Double(Self.height)).rounded()
            let title = HTMLEscaping.escape("\(bar.label): \(Int(bar.value))")
            return
                "<rect x=\"\(Int((Double(index) * step).rounded()))\" y=\"\(Self.height - Int(height))\" "
                + "width=\"\(max(1, Int(step) - 2))\" height=\"\(Int(height))\" fill=\"#2b6cb0\"><title>\(title)</title></rect>"
        }
        let ends = [(0, "start", bars.first), (Self.width, "end", bars.last)].map { x, anchor, bar in
            "<text x=\"\(x)\" y=\"\(Self.height + 16)\" text-anchor=\"\(anchor)\">"
                + "\(HTMLEscaping.escape(bar?.label ?? ""))</text>"
        }
        let top = "<text x=\"\(Self.width)\" y=\"11\" text-anchor=\"end\">most: \(Int(most))</text>"
        return """
            <svg viewBox="0 0 \(Self.width) \(Self.height + Self.foot)" role="img" aria-label="Incidents of each day">
            \((drawn + ends + [top]).joined(separator: "\n"))
            </svg>
            """
    }
}
