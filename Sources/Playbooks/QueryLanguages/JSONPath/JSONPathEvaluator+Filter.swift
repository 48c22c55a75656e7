import JSON

/// What holds for a value (RFC 9535 section 2.3.5.2).
extension JSONPathEvaluator {
    mutating func holds(_ filter: JSONPathFilter, for value: JSON) throws(EvaluationError) -> Bool {
        try step()
        switch filter {
        case .or(let operands):
            for operand in operands where try holds(operand, for: value) { return true }
            return false
        case .and(let operands):
            for operand in operands where try !holds(operand, for: value) { return false }
            return true
        case .not(let operand): return try !holds(operand, for: value)
        case .exists(let query): return try !nodes(of: query, for: value).isEmpty
        case .comparison(let left, let operation, let right):
            return Self.compare(try self.value(of: left, for: value), operation, try self.value(of: right, for: value))
        case .test(let function): return try test(function, for: value)
        }
    }

    private mutating func nodes(of query: JSONPathQuery, for value: JSON) throws(EvaluationError) -> [JSON] {
        try nodes(query.segments, from: query.isAbsolute ? root : value)
    }

    /// The value of an operand; `nil` stands for the RFC's Nothing.
    private mutating func value(of operand: JSONPathOperand, for value: JSON) throws(EvaluationError) -> JSON? {
        switch operand {
        case .literal(let literal): return literal
        case .query(let query):
            try step()
            var current = query.isAbsolute ? root : value
            for segment in query.segments {
                guard let next = segment.singular(in: current) else { return nil }
                current = next
            }
            return current
        case .function(let function): return try result(of: function, for: value)
        }
    }

    private static func compare(_ left: JSON?, _ operation: JSONPathComparison, _ right: JSON?) -> Bool {
        switch operation {
        case .equal: left == right
        case .notEqual: left != right
        case .less: isLess(left, right)
        case .greater: isLess(right, left)
        case .lessOrEqual: isLess(left, right) || left == right
        case .greaterOrEqual: isLess(right, left) || left == right
        }
    }

    private static func isLess(_ left: JSON?, _ right: JSON?) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)):
            if let left = left.int64, let right = right.int64 { return left < right }
            return left.double < right.double
        case (.string(let left), .string(let right)):
            return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
        default: return false
        }
    }
}

// MARK: - Functions

extension JSONPathEvaluator {
    private mutating func result(of function: JSONPathFunction, for value: JSON) throws(EvaluationError) -> JSON? {
        switch function {
        case .length(let operand):
            switch try self.value(of: operand, for: value) {
            case .string(let string): return .int(string.unicodeScalars.count)
            case .array(let elements): return .int(elements.count)
            case .object(let object): return .int(object.count)
            default: return nil
            }
        case .count(let query): return .int(try nodes(of: query, for: value).count)
        case .value(let query):
            let nodes = try nodes(of: query, for: value)
            guard nodes.count == 1 else { return nil }
            return nodes[0]
        case .matches, .contains: return nil
        }
    }

    private mutating func test(_ function: JSONPathFunction, for value: JSON) throws(EvaluationError) -> Bool {
        switch function {
        case .length, .count, .value: return false
        case .matches(let operand, let pattern):
            guard case .string(let text)? = try self.value(of: operand, for: value),
                let expression = try self.expression(pattern, for: value)
            else { return false }
            return try expression.matchesWhole(RegularExpression.Subject(text), steps: &steps)
        case .contains(let operand, let pattern):
            guard case .string(let text)? = try self.value(of: operand, for: value),
                let expression = try self.expression(pattern, for: value)
            else { return false }
            return try expression.firstMatch(in: RegularExpression.Subject(text), steps: &steps) != nil
        }
    }

    private mutating func expression(
        _ pattern: JSONPathPattern, for value: JSON
    ) throws(EvaluationError) -> RegularExpression? {
        switch pattern {
        case .fixed(let expression): return expression
        case .computed(let operand):
            guard case .string(let text)? = try self.value(of: operand, for: value) else { return nil }
            try step()
            return try? RegularExpression(parsing: text)
        }
    }
}
