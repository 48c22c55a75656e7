import JSON

/// Compares an answer with a recorded one, in which some texts stand for any text.
struct Matcher {
    private let wildcards: [[UInt8]]

    init(wildcards: [String]) {
        self.wildcards = wildcards.filter { !$0.isEmpty }.map { Array($0.utf8) }.sorted { $0.count > $1.count }
    }

    /// Whether the values are the same; a text may also be the JSON of the other value.
    func matches(_ expected: JSON, _ actual: JSON) -> Bool {
        switch (expected, actual) {
        case (.object(let expected), .object(let actual)):
            return expected.count == actual.count
                && expected.allSatisfy { key, value in actual[key].map { matches(value, $0) } ?? false }
        case (.array(let expected), .array(let actual)):
            return expected.count == actual.count && zip(expected, actual).allSatisfy { matches($0, $1) }
        case (.string(let expected), .string(let actual)):
            return matches(expected, actual)
        case (.string(let text), _):
            if wildcards.contains(Array(text.utf8)) { return true }
            guard let value = try? JSON.parse(text) else { return false }
            return value.stringValue == nil && matches(value, actual)
        case (_, .string(let text)):
            guard let value = try? JSON.parse(text) else { return false }
            return value.stringValue == nil && matches(expected, value)
        default:
            return expected == actual
        }
    }

    /// Whether the texts are the same; of errors that functions raised, message and type.
    func matches(_ expected: String, _ actual: String) -> Bool {
        if expected == actual { return true }
        if let expected = Self.raised(expected), let actual = Self.raised(actual) {
            return matches(expected.message, actual.message) && expected.type == actual.type
        }
        return Self.matches(pieces(of: expected), Array(actual.utf8))
    }

    private static func raised(_ text: String) -> (message: String, type: String)? {
        guard text.hasPrefix("{"), let value = try? JSON.parse(text), let type = value["errorType"]?.stringValue else {
            return nil
        }
        return (value["errorMessage"]?.stringValue ?? "", type)
    }

    /// What stands between the wildcards.
    private func pieces(of text: String) -> [[UInt8]] {
        let bytes = Array(text.utf8)
        var pieces: [[UInt8]] = []
        var piece: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let length = Self.placeholder(bytes[index...]) {
                pieces.append(piece)
                piece = []
                index += length
            } else if let wildcard = wildcards.first(where: { bytes[index...].starts(with: $0) }) {
                pieces.append(piece)
                piece = []
                index += wildcard.count
            } else {
                piece.append(bytes[index])
                index += 1
            }
        }
        return pieces + [piece]
    }

    /// The length of a number that the recorder put in the place of what differs each time, `<uuid:1>`.
    private static func placeholder(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.starts(with: Array("<uuid:".utf8)), let end = bytes.prefix(12).firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        return end - bytes.startIndex + 1
    }

    private static func matches(_ pieces: [[UInt8]], _ text: [UInt8]) -> Bool {
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return pieces.first == text }
        guard text.count >= first.count + last.count, text.starts(with: first), text.suffix(last.count) == last[...]
        else {
            return false
        }
        var start = first.count
        let end = text.count - last.count
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = (start..<max(end, start)).first(where: { text[$0..<end].starts(with: piece) }) else {
                return false
            }
            start = found + piece.count
        }
        return true
    }
}
