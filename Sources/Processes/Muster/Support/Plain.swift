/// Text as it may stand on somebody's terminal.
enum Plain {
    /// One line: what comes from outside must not steer the terminal, nor turn the direction of what follows.
    static func line(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.compactMap(shown)))
    }

    /// The columns that a text takes: two for the wide characters of East Asia and for pictures, none for marks.
    static func width(_ text: String) -> Int {
        text.reduce(0) { width, character in
            guard let scalar = character.unicodeScalars.first else { return width }
            return width + columns(scalar)
        }
    }

    /// The text, with spaces up to this many columns.
    static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - width(text)))
    }

    /// Lines of so many columns at most, broken between words. A word that is longer stays whole: an address that is broken
    /// cannot be copied.
    static func wrapped(_ text: String, to columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !line.isEmpty, width(line) + 1 + width(String(word)) > columns {
                lines.append(line)
                line = String(word)
            } else {
                line += (line.isEmpty ? "" : " ") + word
            }
        }
        return lines + [line]
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: " "
        // Of the invisible ones, those that join letters and pictures are part of words.
        case .format: scalar == "\u{200C}" || scalar == "\u{200D}" ? scalar : nil
        default: scalar
        }
    }

    // UAX #11: Wide and Fullwidth, in the blocks that people write.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
        0x20000...0x3FFFD,
    ]

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: 0
        default: scalar.value >= 0x1100 && wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }
}
