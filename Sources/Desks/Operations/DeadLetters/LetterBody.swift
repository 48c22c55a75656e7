import Encodings
import FoundationEssentials
import Incident
import JSON

/// What a letter carries, as people read it and write it.
public struct LetterBody: Sendable, Hashable {
    /// What it is.
    public enum Kind: String, Sendable, Hashable {
        case json, text, binary
    }

    /// What it is.
    public let kind: Kind
    /// JSON with a line for each value, text as it is, and else Base64.
    public let text: String

    /// Reads a body.
    public init(_ bytes: [UInt8]) {
        if let json = try? JSON.parse(bytes) {
            kind = .json
            text = json.text(.pretty)
        } else if let text = String(bytes: bytes, encoding: .utf8), !text.unicodeScalars.contains("\0") {
            kind = .text
            self.text = text
        } else {
            kind = .binary
            text = Base64.standard.encode(bytes)
        }
    }

    /// Which members of a message of Muster's own say which message it is.
    static let identity = ["id", "source", "specversion", "subject", "type"]

    /// Reads what somebody wants a letter to say instead.
    /// - Parameters:
    ///   - wanted: as ``text``.
    ///   - isOurs: whether it is a message of Muster's own, which stays the message that it is.
    /// - Throws: ``LetterDeskError`` for what its worker could not even read, or that would be another message.
    func edited(to wanted: String, isOurs: Bool) throws(LetterDeskError) -> [UInt8] {
        switch kind {
        case .binary:
            throw LetterDeskError(
                .invalid, at: "/body", "this letter is no text: it can be replayed or discarded, and not edited")
        case .text: return Array(wanted.utf8)
        case .json:
            let (now, was): (JSON, JSON)
            do {
                now = try JSON.parse(Array(wanted.utf8))
                was = try JSON.parse(Array(text.utf8))
            } catch {
                throw LetterDeskError(.invalid, at: "/body", "this is no JSON: \(error)")
            }
            guard isOurs else { return now.bytes() }
            let changed = Self.identity.filter { now[$0] != was[$0] }
            guard changed.isEmpty else {
                throw LetterDeskError(
                    .invalid, at: "/body",
                    "\(changed.map { "`\($0)`" }.joined(separator: " and ")) says which message it is, and has to stay")
            }
            return now.bytes()
        }
    }
}
