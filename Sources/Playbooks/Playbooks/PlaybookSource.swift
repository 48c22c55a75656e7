public import JSON
import StatesLanguage
import YAML

/// The text of a playbook, in JSON or YAML, that still knows where each value stands.
public struct PlaybookSource: Sendable {
    /// What errors call it.
    public let name: String
    /// The value of the whole text.
    public let root: JSON
    private let places: Places

    private enum Places: Sendable {
        case json(JSONDocument)
        case yaml(YAMLDocument)
    }

    /// Reads a text: JSON when it begins with `{`, otherwise YAML.
    ///
    /// - Throws: ``PlaybookReport`` with the one problem that there is.
    public init(_ text: String, named name: String) throws(PlaybookReport) {
        self.name = name
        let limits = JSONLimits(depth: 128, bytes: 1 << 20)
        if text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) == "{" {
            do throws(JSONError) {
                let document = try JSONDocument(text, limits: limits)
                root = document.root
                places = .json(document)
            } catch {
                throw PlaybookReport.unreadable(
                    name, "This is not JSON: \(error.message).",
                    PlaybookPosition(line: error.line, column: error.column),
                    code: Diagnostic(error, in: text).code.rawValue)
            }
        } else {
            do throws(YAMLError) {
                let document = try YAMLDocument(text, named: name, limits: limits)
                root = document.root
                places = .yaml(document)
            } catch {
                throw PlaybookReport.unreadable(
                    name, "\(error.problem).",
                    error.place.map { PlaybookPosition(line: $0.line, column: $0.column) })
            }
        }
    }

    /// Whether it is written in the SOCless dialect.
    public var isSocless: Bool { root["Playbook"] != nil || root["Decorators"] != nil }

    /// Where a value begins, or the nearest one around it.
    public func position(of pointer: JSONPointer) -> PlaybookPosition? {
        switch places {
        case .yaml(let document):
            return document.place(of: pointer).map { PlaybookPosition(line: $0.line, column: $0.column) }
        case .json(let document):
            var pointer = pointer
            while true {
                if let place = document.position(of: pointer) {
                    return PlaybookPosition(line: place.line, column: place.column)
                }
                guard !pointer.tokens.isEmpty else { return nil }
                pointer.tokens.removeLast()
            }
        }
    }
}
