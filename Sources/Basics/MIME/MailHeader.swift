/// The header of a mail or of a part of one (RFC 5322, section 2.2), in its order.
public struct MailHeader: Sendable, Hashable {
    /// Fields that are read at most; what comes after is passed over.
    static let maximum = 500

    private var fields: [(name: String, value: String)] = []

    /// Reads a header.
    /// - Returns: the header, and where the body begins.
    static func read(_ bytes: ArraySlice<UInt8>) -> (MailHeader, body: ArraySlice<UInt8>) {
        var header = MailHeader()
        var rest = bytes
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 10) ?? rest.endIndex
            var line = rest[rest.startIndex..<end]
            let next = rest[min(end + 1, rest.endIndex)...]
            if line.last == 13 { line.removeLast() }
            if line.isEmpty { return (header, next) }
            // A first line that is no field: somebody wrote a body and no header.
            guard header.take(line) || !header.fields.isEmpty else { return (header, rest) }
            rest = next
        }
        return (header, rest)
    }

    private init() {}

    private mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
        let text = Charset.utf8.text(line)
        if line.first == 32 || line.first == 9 {
            guard let last = fields.indices.last else { return false }
            fields[last].value += " " + text.trimmed
            return true
        }
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex,
            text[..<colon].utf8.allSatisfy({ $0 > 32 && $0 < 127 }), fields.count < Self.maximum
        else { return false }
        fields.append((text[..<colon].lowercased(), String(text[text.index(after: colon)...]).trimmed))
        return true
    }

    /// The first field of this name as it was written; `nil` when there is none, or nothing in it.
    /// - Parameter name: in lower case.
    public func raw(_ name: String) -> String? {
        fields.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// The first field of this name, with its encoded words read (RFC 2047).
    /// - Parameter name: in lower case.
    /// - Returns: one line: control characters that somebody encoded are spaces.
    public subscript(_ name: String) -> String? { raw(name).map { EncodedWords.decode($0).withoutControls } }

    /// What stands in angle brackets in a field: ids of messages.
    func identifiers(_ name: String) -> [String] {
        (raw(name) ?? "").matches(of: /<[^<>\s]{1,400}>/).map { String($0.output) }
    }

    /// Two headers with the same fields in the same order.
    public static func == (left: MailHeader, right: MailHeader) -> Bool {
        left.fields.elementsEqual(right.fields) { $0 == $1 }
    }

    /// By all fields.
    public func hash(into hasher: inout Hasher) {
        for field in fields {
            hasher.combine(field.name)
            hasher.combine(field.value)
        }
    }
}

extension StringProtocol {
    /// With spaces for control characters.
    var withoutControls: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    /// Without white space at both ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
