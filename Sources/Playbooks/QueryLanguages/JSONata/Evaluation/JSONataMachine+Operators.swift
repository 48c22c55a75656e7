import JSON

extension JSONataMachine {
    func evaluate(
        _ operation: JSONataOperator, _ left: JSONataNode, _ right: JSONataNode, _ offset: Int,
        _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        try calculate(operation, try evaluate(left, input, frame), try evaluate(right, input, frame), offset)
    }

    private func calculate(
        _ operation: JSONataOperator, _ one: JSONataValue, _ other: JSONataValue, _ offset: Int
    ) throws(JSONataError) -> JSONataValue {
        do throws(JSONataError) {
            switch operation {
            case .add, .subtract, .multiply, .divide, .remainder: return try calculate(operation, one, other)
            case .equal, .notEqual:
                if one.isUndefined || other.isUndefined { return .bool(false) }
                try step(min(one.count, other.count))
                return .bool(JSONataValue.areEqual(one, other) == (operation == .equal))
            case .less, .lessOrEqual, .greater, .greaterOrEqual: return try compare(operation, one, other)
            case .concatenate: return try concatenate(one, other)
            case .range: return try range(one, other)
            case .member:
                if one.isUndefined || other.isUndefined { return .bool(false) }
                let elements = other.asElements
                try step(elements.count)
                return .bool(elements.contains { JSONataValue.areEqual($0, one) })
            }
        } catch {
            throw error.naming(operation.rawValue, at: offset)
        }
    }

    private func calculate(
        _ operation: JSONataOperator, _ left: JSONataValue, _ right: JSONataValue
    ) throws(JSONataError) -> JSONataValue {
        let one = try operand(left, "T2001")
        let other = try operand(right, "T2002")
        guard let one, let other else { return .undefined }
        switch operation {
        case .add: return .number(one + other)
        case .subtract: return .number(one - other)
        case .multiply: return .number(one * other)
        case .divide: return .number(one / other)
        default: return .number(one.truncatingRemainder(dividingBy: other))
        }
    }

    private func operand(_ value: JSONataValue, _ code: String) throws(JSONataError) -> Double? {
        guard let number = value.double else {
            guard value.isUndefined else { throw JSONataError(code, ["value": value.summary]) }
            return nil
        }
        guard number.isFinite else {
            guard !number.isNaN else { throw JSONataError(code, ["value": value.summary]) }
            throw JSONataError("D1001", ["value": JSONataNumber.text(number)])
        }
        return number
    }

    func negate(_ value: JSONataValue, at offset: Int) throws(JSONataError) -> JSONataValue {
        if value.isUndefined { return .undefined }
        guard let number = value.double else {
            throw JSONataError("D1002", at: offset, token: "-", ["value": value.summary])
        }
        return .number(-number)
    }

    private func compare(
        _ operation: JSONataOperator, _ left: JSONataValue, _ right: JSONataValue
    ) throws(JSONataError) -> JSONataValue {
        for value in [left, right] where !value.isUndefined && value.double == nil && value.string == nil {
            throw JSONataError("T2010", ["value": value.summary])
        }
        if left.isUndefined || right.isUndefined { return .undefined }
        if let one = left.double, let other = right.double {
            switch operation {
            case .less: return .bool(one < other)
            case .lessOrEqual: return .bool(one <= other)
            case .greater: return .bool(one > other)
            default: return .bool(one >= other)
            }
        }
        guard let one = left.string, let other = right.string else {
            throw JSONataError("T2009", ["value": left.summary, "value2": right.summary])
        }
        switch operation {
        case .less: return .bool(one.isBefore(other))
        case .lessOrEqual: return .bool(!other.isBefore(one))
        case .greater: return .bool(other.isBefore(one))
        default: return .bool(!one.isBefore(other))
        }
    }

    private func concatenate(_ left: JSONataValue, _ right: JSONataValue) throws(JSONataError) -> JSONataValue {
        let one = try text(of: left) ?? ""
        let other = try text(of: right) ?? ""
        let count = one.utf8.count + other.utf8.count
        try check(bytes: count, added: 0)
        // Bytes are copied here, by the thousand as quickly as anything else is done once.
        try step(count >> 10)
        return .string(one + other)
    }

    private func range(_ left: JSONataValue, _ right: JSONataValue) throws(JSONataError) -> JSONataValue {
        let first = try bound(left, "T2003")
        let last = try bound(right, "T2004")
        guard let first, let last, first <= last else { return .undefined }
        let count = last - first + 1
        guard count <= 1e7 else { throw JSONataError("D2014", ["value": JSONataNumber.text(count)]) }
        try check(count: Int(count))
        try step(Int(count))
        return .array(JSONataArray((0..<Int(count)).map { .number(first + Double($0)) }, isSequence: true))
    }

    private func bound(_ value: JSONataValue, _ code: String) throws(JSONataError) -> Double? {
        if value.isUndefined { return nil }
        guard let number = value.double, number.isFinite, number == number.rounded() else {
            throw JSONataError(code, ["value": value.summary])
        }
        return number
    }
}

extension String {
    /// The order of JavaScript: by UTF-16 code units.
    func isBefore(_ other: String) -> Bool { utf16.lexicographicallyPrecedes(other.utf16) }
}
