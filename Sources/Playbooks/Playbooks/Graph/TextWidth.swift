/// How wide text is, near enough and rather too wide: no fonts are at hand.
enum TextWidth {
    static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
        var units = 0.0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "i", "j", "l", "t", "f", "r", "I", ".", ",", "'", "|", "!", ":", ";", "(", ")", "[", "]", " ":
                units += 0.40
            case "m", "w", "M", "W", "@", "%": units += 0.98
            case "A"..."Z", "0"..."9", "_", "…", "=", "+", "~", "<", ">", "≥", "≤": units += 0.72
            case _ where scalar.value >= 0x1100: units += 1.1
            default: units += 0.62
            }
        }
        return units * size * (isBold ? 1.08 : 1)
    }

    /// Cuts text into lines at `_`, space and changes of case, each within a width where that is possible.
    static func lines(_ text: String, width: Double, size: Double, isBold: Bool) -> [String] {
        var words: [String] = []
        var word = ""
        var previous: Character = " "
        for character in text {
            if !word.isEmpty, character.isUppercase, previous.isLowercase || previous == "_" {
                words.append(word)
                word = ""
            }
            word.append(character)
            if character == "_" || character == " " || character == "-" {
                words.append(word)
                word = ""
            }
            previous = character
        }
        if !word.isEmpty { words.append(word) }
        var lines: [String] = []
        var line = ""
        for word in words {
            if !line.isEmpty, self.width(line + word, size: size, isBold: isBold) > width {
                lines.append(line)
                line = ""
            }
            line += word
        }
        if !line.isEmpty { lines.append(line) }
        return lines.isEmpty ? [""] : lines
    }
}
