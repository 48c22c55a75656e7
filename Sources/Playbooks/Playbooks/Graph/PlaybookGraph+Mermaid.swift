extension PlaybookGraph {
    /// The graph as a flowchart of Mermaid (https://mermaid.js.org), which code hosts draw.
    ///
    /// Branches are subgraphs; transitions after a failure are dotted.
    public var mermaid: String {
        var writer = MermaidWriter()
        writer.lines = ["---", "title: \(MermaidWriter.yaml(title))", "---", "flowchart TD"]
        writer.write(machine, prefix: "n", indent: 1)
        writer.lines += [
            "  classDef end stroke-width:3px", "  classDef fail fill:#fde8e8,stroke:#b42318",
            "  classDef person fill:#fff4d6,stroke:#a15c00", "",
        ]
        return writer.lines.joined(separator: "\n")
    }
}

private struct MermaidWriter {
    var lines: [String] = []

    mutating func write(_ machine: PlaybookGraph.Machine, prefix: String, indent: Int) {
        let space = String(repeating: "  ", count: indent)
        for (index, node) in machine.nodes.enumerated() {
            let id = "\(prefix)\(index)"
            guard node.machines.isEmpty else {
                lines.append("\(space)subgraph \(id) [\(Self.quoted(node.name))]")
                for (number, inner) in node.machines.enumerated() {
                    lines.append("\(space)  subgraph \(id)b\(number) [\" \"]")
                    write(inner, prefix: "\(id)b\(number)n", indent: indent + 2)
                    lines.append("\(space)  end")
                }
                lines.append("\(space)end")
                continue
            }
            lines.append(space + id + shape(node) + style(node))
        }
        for edge in machine.edges {
            let arrow = edge.kind == .failure ? "-.->" : "-->"
            let label = edge.labels.isEmpty ? "" : "|\(Self.quoted(edge.labels.joined(separator: "<br/>")))|"
            lines.append("\(space)\(prefix)\(edge.from) \(arrow)\(label) \(prefix)\(edge.to)")
        }
    }

    private func shape(_ node: PlaybookGraph.Node) -> String {
        let text = Self.quoted([node.name, node.detail].compactMap(\.self).joined(separator: "<br/>"))
        switch node.kind {
        case .start: return "((\" \"))"
        case .failure: return "([\(text)])"
        case .state("Choice"): return "{\(text)}"
        case .state("Interaction"): return "[/\(text)/]"
        case .state("Wait"): return "{{\(text)}}"
        case .state("Succeed"), .state("Fail"): return "([\(text)])"
        case .state("Pass"): return "(\(text))"
        default: return "[\(text)]"
        }
    }

    private func style(_ node: PlaybookGraph.Node) -> String {
        switch node.kind {
        case .state("Fail"): ":::fail"
        case .state("Interaction"): ":::person"
        default: node.isEnd ? ":::end" : ""
        }
    }

    /// Mermaid has entities of its own for what would end a text.
    static func quoted(_ text: String) -> String {
        var result = ""
        for character in text.replacing("<br/>", with: "\u{1}") {
            switch character {
            case "\u{1}": result += "<br/>"
            case "\"": result += "#quot;"
            case "<": result += "#lt;"
            case ">": result += "#gt;"
            case "#": result += "#35;"
            case "`": result += "#96;"
            case "\n", "\r": result += " "
            default: result.append(character)
            }
        }
        return "\"\(result)\""
    }

    static func yaml(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ") + "\""
    }
}
