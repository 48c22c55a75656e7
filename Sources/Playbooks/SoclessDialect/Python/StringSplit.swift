/// Splitting, stripping and filling of strings, by code points as Python does it.
enum StringSplit {
    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// `str.split` and `str.rsplit`.
    static func split(
        _ text: String, separator: String?, limit: Int, fromEnd: Bool
    ) throws(TemplateError) -> [String] {
        var scalars = Array(text.unicodeScalars)
        if fromEnd { scalars.reverse() }
        var pieces: [[Unicode.Scalar]]
        if let separator {
            guard !separator.isEmpty else { throw TemplateError(.value, "empty separator") }
            var part = Array(separator.unicodeScalars)
            if fromEnd { part.reverse() }
            pieces = bySeparator(scalars, part, limit)
        } else {
            pieces = byWhitespace(scalars, limit)
        }
        if fromEnd { pieces = pieces.reversed().map { $0.reversed() } }
        return pieces.map(string)
    }

    private static func bySeparator(
        _ scalars: [Unicode.Scalar], _ separator: [Unicode.Scalar], _ limit: Int
    ) -> [[Unicode.Scalar]] {
        var pieces: [[Unicode.Scalar]] = []
        var start = 0
        while limit < 0 || pieces.count < limit, let place = StringSearch.find(scalars, separator, from: start) {
            pieces.append(Array(scalars[start..<place]))
            start = place + separator.count
        }
        return pieces + [Array(scalars[start...])]
    }

    private static func byWhitespace(_ scalars: [Unicode.Scalar], _ limit: Int) -> [[Unicode.Scalar]] {
        var pieces: [[Unicode.Scalar]] = []
        var rest = scalars[...].drop(while: PythonCharacter.isSpace)
        while !rest.isEmpty {
            if limit >= 0, pieces.count == limit {
                while let last = rest.last, PythonCharacter.isSpace(last) { rest.removeLast() }
                return pieces + [Array(rest)]
            }
            let piece = rest.prefix { !PythonCharacter.isSpace($0) }
            pieces.append(Array(piece))
            rest = rest.dropFirst(piece.count).drop(while: PythonCharacter.isSpace)
        }
        return pieces
    }

    /// `str.splitlines`.
    static func lines(_ text: String, keepingEnds: Bool = false) -> [String] {
        let scalars = Array(text.unicodeScalars)
        var lines: [String] = []
        var start = 0
        var index = 0
        while index < scalars.count {
            guard PythonCharacter.endsLine(scalars[index]) else {
                index += 1
                continue
            }
            let width = scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n" ? 2 : 1
            lines.append(string(scalars[start..<(keepingEnds ? index + width : index)]))
            index += width
            start = index
        }
        if start < scalars.count { lines.append(string(scalars[start...])) }
        return lines
    }

    /// `str.strip`, `lstrip`, `rstrip`: of white space, or of the given characters.
    static func stripped(_ text: String, of characters: String?, start: Bool = true, end: Bool = true) -> String {
        let set = characters.map { Set($0.unicodeScalars) }
        func goes(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? PythonCharacter.isSpace(scalar) }
        var scalars = Array(text.unicodeScalars)[...]
        if start { scalars = scalars.drop(while: goes) }
        if end { while let last = scalars.last, goes(last) { scalars.removeLast() } }
        return string(scalars)
    }

    /// `str.replace`.
    static func replaced(
        _ text: String, _ old: String, _ new: String, _ limit: Int, _ machine: Machine
    ) throws(TemplateError) -> String {
        let scalars = Array(text.unicodeScalars)
        let part = Array(old.unicodeScalars)
        let replacement = Array(new.unicodeScalars)
        var result: [Unicode.Scalar] = []
        var left = limit < 0 ? Int.max : limit
        var start = 0
        try machine.spend(scalars.count)
        while left > 0, start <= scalars.count {
            guard let place = StringSearch.find(scalars, part, from: start) else { break }
            result.append(contentsOf: scalars[start..<place])
            result.append(contentsOf: replacement)
            try machine.spend(replacement.count)
            left -= 1
            start = place + part.count
            // The empty string is found before every character, and at the end.
            if part.isEmpty {
                guard start < scalars.count else {
                    start = scalars.count
                    break
                }
                result.append(scalars[start])
                start += 1
            }
        }
        if start < scalars.count { result.append(contentsOf: scalars[start...]) }
        return string(result)
    }

    /// `center`, `ljust`, `rjust`, `zfill`.
    static func padded(_ text: String, _ width: Int, _ kind: String, _ fill: Unicode.Scalar) -> String {
        let missing = width - text.unicodeScalars.count
        guard missing > 0 else { return text }
        func filling(_ count: Int, _ scalar: Unicode.Scalar = fill) -> String {
            string(repeatElement(scalar, count: count))
        }
        switch kind {
        case "ljust": return text + filling(missing)
        case "rjust": return filling(missing) + text
        case "zfill":
            let hasSign = text.unicodeScalars.first == "-" || text.unicodeScalars.first == "+"
            let sign = hasSign ? String(text.unicodeScalars.prefix(1)) : ""
            return sign + filling(missing, "0") + String(text.unicodeScalars.dropFirst(hasSign ? 1 : 0))
        default:
            // As CPython: the odd space goes to the left when the width is odd, too.
            let left = missing / 2 + (missing & width & 1)
            return filling(left) + text + filling(missing - left)
        }
    }

    static func expandingTabs(_ text: String, _ size: Int) -> String {
        var result = String.UnicodeScalarView()
        var column = 0
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                guard size > 0 else { continue }
                let count = size - column % size
                result.append(contentsOf: repeatElement(" ", count: count))
                column += count
            } else {
                result.append(scalar)
                column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
            }
        }
        return String(result)
    }
}
