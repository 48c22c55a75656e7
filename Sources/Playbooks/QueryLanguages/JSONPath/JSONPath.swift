public import JSON

/// A path into a JSON value: RFC 9535, with what the Amazon States Language adds to it.
///
/// Beyond the RFC a path may begin at the context object (`$$.Execution.Id`) or at a variable (`$name.member`), a name
/// after a dot may have any characters but white space, dots, brackets, parentheses, quotes and commas
/// (`$.delivery-partner`), brackets may follow a dot (`$.a.['b c']`), and a backslash in a quoted name that begins no
/// escape of the RFC is a backslash.
public struct JSONPath: Sendable, Hashable {
    /// What the path begins at; whoever evaluates it gives that value.
    public let root: JSONPathRoot
    /// The path as it was written.
    public let text: String
    let segments: [JSONPathSegment]

    /// - Throws: ``JSONPathError`` with the place of the first fault.
    public init(parsing text: String) throws(JSONPathError) {
        var parser = JSONPathParser(text)
        (root, segments) = try parser.path()
        self.text = text
    }

    /// Whether the path consists of names and indexes alone, so that it has one result or none.
    public var isDefinite: Bool { segments.allSatisfy(\.isSingular) }

    /// The path as the service's messages print it: `$['X']['Y'][0]`.
    public var normalized: String { root.text + segments.map(\.normalized).joined() }

    /// The path as a reference path, when it is definite and has no negative indexes.
    public var reference: ReferencePath? { ReferencePath(segments) }
}

// MARK: - Evaluation

extension JSONPath {
    /// All values that the path selects, in document order.
    public func values(in root: JSON, limits: EvaluationLimits = .default) throws(EvaluationError) -> [JSON] {
        if isDefinite { return value(in: root).map { [$0] } ?? [] }
        var evaluator = JSONPathEvaluator(root: root, limits: limits)
        return try evaluator.nodes(segments, from: root)
    }

    /// The value of a definite path, `nil` when there is none; of an indefinite path, always `nil`.
    public func value(in root: JSON) -> JSON? {
        var current = root
        for segment in segments {
            guard let next = segment.singular(in: current) else { return nil }
            current = next
        }
        return current
    }

    /// What a field with this path stands for: the value of a definite path, or the array of all values of another one.
    ///
    /// - Throws: ``JSONPathMiss`` when a definite path selects nothing, ``EvaluationError`` at a limit.
    public func resolve(in root: JSON, limits: EvaluationLimits = .default) throws -> JSON {
        guard isDefinite else { return .array(try values(in: root, limits: limits)) }
        guard let value = value(in: root) else {
            throw JSONPathMiss(segments, of: self.root, normalized: normalized, in: root)
        }
        return value
    }
}

extension JSONPath: CustomStringConvertible {
    /// The path as it was written.
    public var description: String { text }
}
