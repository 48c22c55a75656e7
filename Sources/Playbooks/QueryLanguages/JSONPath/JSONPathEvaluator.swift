import JSON

/// Walks a value along the segments of one path.
struct JSONPathEvaluator {
    let root: JSON
    private let limits: EvaluationLimits
    var steps: Int

    init(root: JSON, limits: EvaluationLimits) {
        self.root = root
        self.limits = limits
        steps = limits.steps
    }

    /// Counts a step.
    mutating func step() throws(EvaluationError) {
        steps -= 1
        guard steps >= 0 else { throw EvaluationError(.steps) }
    }

    mutating func nodes(_ segments: [JSONPathSegment], from value: JSON) throws(EvaluationError) -> [JSON] {
        var nodes = [value]
        for segment in segments {
            var next: [JSON] = []
            for node in nodes { try apply(segment, to: node, &next) }
            nodes = next
            if nodes.isEmpty { break }
        }
        return nodes
    }

    private mutating func apply(
        _ segment: JSONPathSegment, to value: JSON, _ output: inout [JSON]
    ) throws(EvaluationError) {
        try step()
        switch segment {
        case .name, .index:
            if let child = segment.singular(in: value) { try append(child, &output) }
        case .children(let selectors):
            for selector in selectors { try select(selector, of: value, &output) }
        case .descendants(let selectors):
            try descend(selectors, into: value, 0, &output)
        }
    }

    private func append(_ value: JSON, _ output: inout [JSON]) throws(EvaluationError) {
        guard output.count < limits.elements else { throw EvaluationError(.elements) }
        output.append(value)
    }

    /// The value, then its children, each with all below it (RFC 9535 section 2.5.2.2).
    private mutating func descend(
        _ selectors: [JSONPathSelector], into value: JSON, _ depth: Int, _ output: inout [JSON]
    ) throws(EvaluationError) {
        guard depth <= Self.maximumDepth else { throw EvaluationError(.depth) }
        try step()
        for selector in selectors { try select(selector, of: value, &output) }
        switch value {
        case .array(let elements):
            for element in elements { try descend(selectors, into: element, depth + 1, &output) }
        case .object(let object):
            for member in object { try descend(selectors, into: member.value, depth + 1, &output) }
        default: break
        }
    }

    /// As deep as parsed values can be.
    private static let maximumDepth = 512

    private mutating func select(
        _ selector: JSONPathSelector, of value: JSON, _ output: inout [JSON]
    ) throws(EvaluationError) {
        switch (selector, value) {
        case (.name(let name), .object(let object)):
            if let child = object[name] { try append(child, &output) }
        case (.index(let index), .array):
            if let child = JSONPathSegment.index(index).singular(in: value) { try append(child, &output) }
        case (.wildcard, .array(let elements)):
            for element in elements { try append(element, &output) }
        case (.wildcard, .object(let object)):
            for member in object { try append(member.value, &output) }
        case (.slice(let start, let end, let step), .array(let elements)):
            for index in Self.indexes(start, end, step, of: elements.count) { try append(elements[index], &output) }
        case (.filter(let filter), .array(let elements)):
            for element in elements where try holds(filter, for: element) { try append(element, &output) }
        case (.filter(let filter), .object(let object)):
            for member in object where try holds(filter, for: member.value) { try append(member.value, &output) }
        default: break
        }
    }

    /// The indexes of a slice (RFC 9535 section 2.3.4.2.2).
    private static func indexes(_ start: Int?, _ end: Int?, _ step: Int, of count: Int) -> StrideTo<Int> {
        func normalized(_ index: Int) -> Int { index >= 0 ? index : count + index }
        guard step != 0 else { return stride(from: 0, to: 0, by: 1) }
        if step > 0 {
            let lower = min(max(normalized(start ?? 0), 0), count)
            return stride(from: lower, to: min(max(normalized(end ?? count), 0), count), by: step)
        }
        let upper = min(max(normalized(start ?? count - 1), -1), count - 1)
        let lower = end.map { min(max(normalized($0), -1), count - 1) } ?? -1
        return stride(from: upper, to: lower, by: step)
    }
}
