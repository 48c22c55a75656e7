/// `textwrap.wrap` of Python, for one line of text.
struct TextWrapper {
    let width: Int
    let breaksLongWords: Bool
    let breaksOnHyphens: Bool

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        "\t\n\u{0B}\u{0C}\r ".unicodeScalars.contains(scalar)
    }

    func wrap(_ text: String) -> [String] {
        var chunks = Array(chunks(of: Array(text.unicodeScalars)).reversed())
        var lines: [String] = []
        while !chunks.isEmpty {
            if let last = chunks.last, !lines.isEmpty, last.allSatisfy(PythonCharacter.isSpace) { chunks.removeLast() }
            var line: [[Unicode.Scalar]] = []
            var length = 0
            while let chunk = chunks.last, length + chunk.count <= width {
                line.append(chunks.removeLast())
                length += chunk.count
            }
            if let chunk = chunks.last, chunk.count > width { breakLong(&chunks, &line, length) }
            if let last = line.last, last.allSatisfy(PythonCharacter.isSpace) { line.removeLast() }
            if !line.isEmpty { lines.append(StringSplit.string(line.joined())) }
        }
        return lines
    }

    /// A chunk that is wider than a line.
    private func breakLong(_ chunks: inout [[Unicode.Scalar]], _ line: inout [[Unicode.Scalar]], _ length: Int) {
        let space = width < 1 ? 1 : width - length
        guard breaksLongWords else {
            if line.isEmpty { line.append(chunks.removeLast()) }
            return
        }
        var chunk = chunks.removeLast()
        var end = space
        if breaksOnHyphens, chunk.count > space, let hyphen = chunk[..<max(space, 0)].lastIndex(of: "-"), hyphen > 0,
            chunk[..<hyphen].contains(where: { $0 != "-" })
        {
            end = hyphen + 1
        }
        line.append(Array(chunk[..<end]))
        chunk.removeFirst(end)
        chunks.append(chunk)
    }

    /// White space and words, which may be cut behind hyphens and around dashes.
    private func chunks(of text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        var result: [[Unicode.Scalar]] = []
        var index = 0
        while index < text.count {
            let end = Self.isBlank(text[index]) ? blankEnd(text, index) : wordEnd(text, index)
            result.append(Array(text[index..<end]))
            index = end
        }
        return result
    }

    private func blankEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int {
        var end = start
        while end < text.count, Self.isBlank(text[end]) { end += 1 }
        return end
    }

    private func wordEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int {
        guard breaksOnHyphens else {
            var end = start
            while end < text.count, !Self.isBlank(text[end]) { end += 1 }
            return end
        }
        if let dash = dashEnd(text, start), start > 0, isBeforeDash(text[start - 1]) { return dash }
        var end = start + 1
        while end < text.count, !Self.isBlank(text[end]) {
            if text[end - 1] != "-" || end - start < 2, dashEnd(text, end) != nil, isBeforeDash(text[end - 1]) {
                return end
            }
            if text[end] == "-", isHyphen(text, at: end, from: start) { return end + 1 }
            end += 1
        }
        return end
    }

    private func isBeforeDash(_ scalar: Unicode.Scalar) -> Bool {
        PythonCharacter.isWord(scalar) || "!\"'&.,?".unicodeScalars.contains(scalar)
    }

    /// Where two or more hyphens before a word end.
    private func dashEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
        var end = start
        while end < text.count, text[end] == "-" { end += 1 }
        return end - start >= 2 && end < text.count && PythonCharacter.isWord(text[end]) ? end : nil
    }

    private func isLetter(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
        index >= 0 && index < text.count && PythonCharacter.isWord(text[index])
            && !PythonCharacter.isDecimal(text[index])
    }

    /// A hyphen between letters: two before it, or one behind another hyphen, and letters behind it.
    private func isHyphen(_ text: [Unicode.Scalar], at index: Int, from start: Int) -> Bool {
        guard index > start else { return false }
        let before =
            (isLetter(text, index - 1) && isLetter(text, index - 2))
            || (isLetter(text, index - 1) && index >= 2 && text[index - 2] == "-" && isLetter(text, index - 3))
        guard before, isLetter(text, index + 1) else { return false }
        return isLetter(text, index + 2)
            || (index + 2 < text.count && text[index + 2] == "-" && isLetter(text, index + 3))
    }
}
