import JSON

/// One segment of a path (RFC 9535 section 2.5). A segment with a single name or index has a case of its own.
enum JSONPathSegment: Sendable, Hashable {
    case name(String)
    case index(Int)
    case children([JSONPathSelector])
    case descendants([JSONPathSelector])

    /// Whether it selects one child at most.
    var isSingular: Bool {
        switch self {
        case .name, .index: true
        case .children, .descendants: false
        }
    }

    /// The child that a singular segment selects.
    @inline(__always)
    func singular(in value: JSON) -> JSON? {
        switch (self, value) {
        case (.name(let name), .object(let object)):
            return object[name]
        case (.index(let index), .array(let elements)):
            let position = index < 0 ? elements.count + index : index
            guard elements.indices.contains(position) else { return nil }
            return elements[position]
        default: return nil
        }
    }

    var normalized: String {
        switch self {
        case .name(let name): "[\(JSONPathSelector.name(name).normalized)]"
        case .index(let index): "[\(index)]"
        case .children(let selectors): "[\(selectors.map(\.normalized).joined(separator: ","))]"
        case .descendants(let selectors): "..[\(selectors.map(\.normalized).joined(separator: ","))]"
        }
    }
}

/// One selector of a segment (RFC 9535 section 2.3).
enum JSONPathSelector: Sendable, Hashable {
    case name(String)
    case index(Int)
    case wildcard
    case slice(start: Int?, end: Int?, step: Int)
    case filter(JSONPathFilter)

    var normalized: String {
        switch self {
        case .name(let name): "'\(name)'"
        case .index(let index): "\(index)"
        case .wildcard: "*"
        case .slice(let start, let end, let step):
            (start.map(String.init) ?? "") + ":" + (end.map(String.init) ?? "") + (step == 1 ? "" : ":\(step)")
        case .filter: "?"
        }
    }
}

/// A logical expression of a filter (RFC 9535 section 2.3.5).
indirect enum JSONPathFilter: Sendable, Hashable {
    case or([JSONPathFilter])
    case and([JSONPathFilter])
    case not(JSONPathFilter)
    case exists(JSONPathQuery)
    case comparison(JSONPathOperand, JSONPathComparison, JSONPathOperand)
    /// A function whose result is logical.
    case test(JSONPathFunction)
}

/// A path inside a filter.
struct JSONPathQuery: Sendable, Hashable {
    /// Whether it begins at `$`, the root, instead of `@`, the current value.
    var isAbsolute: Bool
    var segments: [JSONPathSegment]

    var isSingular: Bool { segments.allSatisfy(\.isSingular) }
}

/// A side of a comparison or an argument of a function that stands for a value.
enum JSONPathOperand: Sendable, Hashable {
    case literal(JSON)
    /// A singular query.
    case query(JSONPathQuery)
    case function(JSONPathFunction)
}

enum JSONPathComparison: String, Sendable, Hashable, CaseIterable {
    // The longer ones first, as the parser tries them in this order.
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
}

/// A call of a function extension (RFC 9535 section 2.4).
indirect enum JSONPathFunction: Sendable, Hashable {
    case length(JSONPathOperand)
    case count(JSONPathQuery)
    case value(JSONPathQuery)
    case matches(JSONPathOperand, JSONPathPattern)
    case contains(JSONPathOperand, JSONPathPattern)

    /// Whether the result is logical, so that it stands by itself; others are compared.
    var isLogical: Bool {
        switch self {
        case .length, .count, .value: false
        case .matches, .contains: true
        }
    }
}

/// The regular expression that a function is given.
enum JSONPathPattern: Sendable, Hashable {
    /// One that is known beforehand; `nil` when it is not valid, so that nothing matches.
    case fixed(RegularExpression?)
    case computed(JSONPathOperand)

    init(_ operand: JSONPathOperand) {
        switch operand {
        case .literal(.string(let text)): self = .fixed(try? RegularExpression(parsing: text))
        case .literal: self = .fixed(nil)
        default: self = .computed(operand)
        }
    }
}
