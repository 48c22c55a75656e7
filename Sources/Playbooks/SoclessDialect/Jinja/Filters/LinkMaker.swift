/// `urlize`: links around what looks like a web or mail address.
struct LinkMaker {
    private let limit: Int?
    private let attributes: String
    private let schemes: [String]

    static func linked(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        var relations = Set((bound.optional(4)?.string ?? "").split(separator: " ").map(String.init))
        if try bound.truth(2, default: false, machine) { relations.insert("nofollow") }
        relations.insert("noopener")
        let relation = HTML.escaped(relations.sorted().joined(separator: " "))
        let target = bound.optional(3)?.string.map { " target=\"\(HTML.escaped($0))\"" } ?? ""
        let schemes = try bound.optional(5).map { value throws(TemplateError) in
            try value.elements(machine).compactMap(\.string)
        }
        for scheme in schemes ?? [] where !isScheme(scheme) {
            throw TemplateError(
                .filterArgument, "\(Representation.quoted(scheme)) is not a valid URI scheme prefix.")
        }
        let maker = LinkMaker(
            limit: try bound.optional(1).map { value throws(TemplateError) in try Bound.int(value) },
            attributes: " rel=\"\(relation)\"\(target)", schemes: schemes ?? [])
        let escaped = try HTML.escaped(bound.value(0), machine).string
        try machine.spend(escaped.utf8.count * 2)
        return .string(Text(maker.linked(Array(escaped.unicodeScalars)), isSafe: machine.autoescape))
    }

    private static func isScheme(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, first.isASCII, first.properties.isAlphabetic else { return false }
        let name = scalars.prefix { $0 != ":" }
        let rest = scalars.dropFirst(name.count)
        return name.count >= 3
            && name.allSatisfy { $0.isASCII && (PythonCharacter.isWord($0) || ".+-".unicodeScalars.contains($0)) }
            && (rest.elementsEqual(":".unicodeScalars) || (rest.starts(with: ":/".unicodeScalars) && rest.count <= 3))
    }

    private func linked(_ text: [Unicode.Scalar]) -> String {
        var result = ""
        var index = 0
        while index < text.count {
            let isSpace = PythonCharacter.isSpace(text[index])
            var end = index
            while end < text.count, PythonCharacter.isSpace(text[end]) == isSpace { end += 1 }
            let part = StringSplit.string(text[index..<end])
            result += isSpace ? part : word(part)
            index = end
        }
        return result
    }

    private func word(_ word: String) -> String {
        var middle = word
        var head = ""
        while let mark = ["(", "<", "&lt;"].first(where: { middle.hasPrefix($0) }) {
            head += mark
            middle = String(middle.dropFirst(mark.count))
        }
        var tail = ""
        while let mark = [")", ">", ".", ",", "&gt;"].first(where: { middle.hasSuffix($0) }) {
            tail = mark + tail
            middle = String(middle.dropLast(mark.count))
        }
        balance(&middle, &tail)
        return head + link(middle) + tail
    }

    /// Closing brackets belong to an address that holds the opening ones.
    private func balance(_ middle: inout String, _ tail: inout String) {
        func count(_ part: String, _ text: String) -> Int {
            text.split(separator: part, omittingEmptySubsequences: false).count - 1
        }
        for (start, end) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
            let opened = count(start, middle)
            guard opened > count(end, middle) else { continue }
            for _ in 0..<min(opened, count(end, tail)) {
                guard let range = tail.firstRange(of: end) else { break }
                middle += tail[..<range.upperBound]
                tail = String(tail[range.upperBound...])
            }
        }
    }

    private func shown(_ address: String) -> String {
        guard let limit, address.unicodeScalars.count > limit else { return address }
        return address.prefixOfScalars(limit) + "..."
    }

    private func link(_ text: String) -> String {
        if WebAddress.isOne(text) {
            let address = text.hasPrefix("https://") || text.hasPrefix("http://") ? text : "https://\(text)"
            return "<a href=\"\(address)\"\(attributes)>\(shown(text))</a>"
        }
        if text.hasPrefix("mailto:"), WebAddress.isMail(String(text.dropFirst(7))) {
            return "<a href=\"\(text)\">\(text.dropFirst(7))</a>"
        }
        if text.contains("@"), !text.hasPrefix("www."), !text.hasPrefix("@"), !text.contains(":"),
            WebAddress.isMail(text)
        {
            return "<a href=\"mailto:\(text)\">\(text)</a>"
        }
        if schemes.contains(where: { text != $0 && text.hasPrefix($0) }) {
            return "<a href=\"\(text)\"\(attributes)>\(text)</a>"
        }
        return text
    }
}

/// What `urlize` takes for an address.
enum WebAddress {
    private static let domains: Set = ["com", "net", "int", "edu", "gov", "org", "info", "mil"]

    static func isOne(_ text: String) -> Bool {
        let lowered = text.lowercased()
        for scheme in ["https://", "http://", "www."] where lowered.hasPrefix(scheme) {
            let rest = lowered.dropFirst(scheme.count)
            let (host, port, isPathFine) = parts(rest)
            if isPathFine, isPortFine(port), isHost(host) || (scheme != "www." && isNumericHost(host)) { return true }
        }
        let (host, port, isPathFine) = parts(lowered[...])
        guard isPathFine, isPortFine(port), let last = host.split(separator: ".", omittingEmptySubsequences: false).last
        else { return false }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false).dropLast()
        return domains.contains(String(last)) && !labels.isEmpty
            && labels.allSatisfy { (2...63).contains($0.unicodeScalars.count) && isLabel($0) }
    }

    private static func parts(_ text: Substring) -> (host: Substring, port: Substring?, isPathFine: Bool) {
        let path = text.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? text.endIndex
        let authority = text[..<path]
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            let rest = authority[authority.index(after: end)...]
            return (authority[...end], rest.isEmpty ? nil : rest.dropFirst(), rest.isEmpty || rest.hasPrefix(":"))
        }
        guard let colon = authority.firstIndex(of: ":") else { return (authority, nil, true) }
        return (authority[..<colon], authority[authority.index(after: colon)...], true)
    }

    private static func isPortFine(_ port: Substring?) -> Bool {
        guard let port else { return true }
        return (1...5).contains(port.count) && port.allSatisfy(\.isNumber)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty
            && label.unicodeScalars.allSatisfy { PythonCharacter.isWord($0) || $0 == "%" || $0 == "-" }
    }

    private static func isHost(_ host: Substring) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last, labels.dropLast().allSatisfy(isLabel) else { return false }
        if last.hasPrefix("xn--") { return (2...59).contains(last.dropFirst(4).count) }
        return (2...63).contains(last.count) && last.allSatisfy { $0.isASCII && $0.isLetter }
    }

    private static func isNumericHost(_ host: Substring) -> Bool {
        if host.hasPrefix("["), host.hasSuffix("]") {
            let inner = host.dropFirst().dropLast()
            return inner.count { $0 == ":" } >= 2 && inner.allSatisfy { $0 == ":" || $0.isHexDigit }
        }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) }
    }

    /// `\S+@\w[\w.-]*\.\w+`
    static func isMail(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@"), at > text.startIndex else { return false }
        let host = text[text.index(after: at)...].unicodeScalars
        guard let first = host.first, PythonCharacter.isWord(first), let point = host.lastIndex(of: "."),
            point > host.startIndex
        else { return false }
        let top = host[host.index(after: point)...]
        return !top.isEmpty && top.allSatisfy(PythonCharacter.isWord)
            && host.allSatisfy { PythonCharacter.isWord($0) || $0 == "." || $0 == "-" }
    }
}
