import JSON

/// Plain text in the Atlassian Document Format: a paragraph for each block between empty lines, addresses as links.
enum DocumentFormat {
    /// - Parameter text: not empty.
    static func document(_ text: String) -> JSON {
        var paragraphs: [JSON] = []
        var lines: [Substring] = []
        for line in PlainText.lines(text) + [""] {
            if line.contains(where: { !$0.isWhitespace }) {
                lines.append(line)
            } else if !lines.isEmpty {
                paragraphs.append(paragraph(lines))
                lines = []
            }
        }
        return ["version": 1, "type": "doc", "content": .array(paragraphs)]
    }

    private static func paragraph(_ lines: [Substring]) -> JSON {
        var content: [JSON] = []
        for line in lines {
            if !content.isEmpty { content.append(["type": "hardBreak"]) }
            content += TextPiece.pieces(of: line).map(node)
        }
        return ["type": "paragraph", "content": .array(content)]
    }

    private static func node(_ piece: TextPiece) -> JSON {
        switch piece {
        case .words(let text): ["type": "text", "text": .string(text)]
        case .address(let url):
            [
                "type": "text", "text": .string(url),
                "marks": [["type": "link", "attrs": ["href": .string(url)]]],
            ]
        }
    }
}
