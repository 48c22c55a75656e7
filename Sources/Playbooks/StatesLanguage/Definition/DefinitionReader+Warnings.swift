import JSON
import QueryLanguages

// What can be used, but hardly means what its author meant.
extension DefinitionReader {
    /// Warns of members of a payload template that are texts, though they look computed.
    mutating func warnOfMissingDollars(in json: JSON, at pointer: JSONPointer) {
        switch json {
        case .object(let members):
            for (key, value) in members where !key.hasSuffix(".$") {
                if case .string(let text) = value, Self.isPath(text) || Self.isCall(text) {
                    report(
                        "The value of '\(key)' looks like a path or a call, but stays text: its key does not end in '.$'",
                        at: pointer.appending(key), code: .noDollar, severity: .warning)
                }
                warnOfMissingDollars(in: value, at: pointer.appending(key))
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                warnOfMissingDollars(in: element, at: pointer.appending(index))
            }
        default: break
        }
    }

    /// Warns of a text in a field that has a variant for paths.
    mutating func warnOfPath(_ text: String, in object: DefinitionObject, _ key: String) {
        guard Self.isPath(text) else { return }
        report(
            "The value of '\(key)' looks like a path, but stays text: the field for paths is '\(key)Path'",
            at: object.pointer(key), code: .noPath, severity: .warning)
    }

    /// Warns of paths in the `Result` of a Pass state.
    mutating func warnOfPaths(in result: JSON, at pointer: JSONPointer) {
        guard let place = Self.path(in: result, at: pointer) else { return }
        report(
            "A path in the Result of a Pass state stays text; Parameters are computed", at: place,
            code: .passResultIsStatic, severity: .warning)
    }

    private static func path(in json: JSON, at pointer: JSONPointer) -> JSONPointer? {
        switch json {
        case .string(let text):
            return isPath(text) || isCall(text) ? pointer : nil
        case .array(let elements):
            return elements.indices.lazy.compactMap { path(in: elements[$0], at: pointer.appending($0)) }.first
        case .object(let members):
            return members.lazy.compactMap { path(in: $0.value, at: pointer.appending($0.key)) }.first
        default: return nil
        }
    }

    /// `$`, `$.a`, `$[0]`, `$$.Execution.Id`; not `$5`.
    private static func isPath(_ text: String) -> Bool {
        guard text == "$" || ["$.", "$[", "$$."].contains(where: { text.hasPrefix($0) }) else { return false }
        return (try? JSONPath(parsing: text)) != nil
    }

    private static func isCall(_ text: String) -> Bool {
        text.hasPrefix("States.") && (try? IntrinsicCall(parsing: text)) != nil
    }
}
