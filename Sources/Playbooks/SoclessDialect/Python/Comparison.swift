import OrderedCollections

/// `==`, `<` and `in` of Python.
enum Comparison {
    static func equal(_ left: Value, _ right: Value, _ machine: Machine) throws(TemplateError) -> Bool {
        try machine.step()
        switch (left, right) {
        case (.undefined(let undefined), let other), (let other, .undefined(let undefined)):
            guard undefined.isSilent else { throw undefined.error }
            return other.isUndefined
        case (.null, .null): return true
        case (.string(let one), .string(let two)):
            try machine.step(one.string.utf8.count / 64)
            return one.string.utf8.elementsEqual(two.string.utf8)
        case (.tuple(let one), .tuple(let two)): return try equal(one, two, machine)
        case (.list(let one), .list(let two)): return one === two ? true : try equal(one.values, two.values, machine)
        case (.dict(let one), .dict(let two)): return one === two ? true : try equal(one, two, machine)
        case (.object(let one), .object(let two)): return try one.equals(two, machine)
        default: return numeric(left, right).map { $0 == .equal } ?? false
        }
    }

    private static func equal(_ left: [Value], _ right: [Value], _ machine: Machine) throws(TemplateError) -> Bool {
        guard left.count == right.count else { return false }
        return try machine.deeper { () throws(TemplateError) in
            for (one, two) in zip(left, right) where try !equal(one, two, machine) { return false }
            return true
        }
    }

    private static func equal(_ left: Dict, _ right: Dict, _ machine: Machine) throws(TemplateError) -> Bool {
        guard left.count == right.count else { return false }
        return try machine.deeper { () throws(TemplateError) in
            for (key, entry) in left.entries {
                guard let other = right.entries[key], try equal(entry.value, other.value, machine) else { return false }
            }
            return true
        }
    }

    enum Order { case less, equal, greater, unordered }

    /// The order of two numbers; `nil` when one is none.
    static func numeric(_ left: Value, _ right: Value) -> Order? {
        if let one = left.integer, let two = right.integer { return one == two ? .equal : one < two ? .less : .greater }
        guard let one = left.number, let two = right.number else { return nil }
        if one.isNaN || two.isNaN { return .unordered }
        if one == two, let exact = exact(left, right) { return exact }
        return one == two ? .equal : one < two ? .less : .greater
    }

    /// An integer and a float that look equal may differ beyond the float's precision.
    private static func exact(_ left: Value, _ right: Value) -> Order? {
        func whole(_ value: Value) -> Integer? {
            if let integer = value.integer { return integer }
            guard case .float(let float) = value, float.isFinite, float == float.rounded() else { return nil }
            return Integer(truncating: float)
        }
        guard let one = whole(left), let two = whole(right) else { return nil }
        return one == two ? .equal : one < two ? .less : .greater
    }

    /// The order of two values that have one.
    /// - Parameter sign: The operator, for the error about types without order.
    static func order(
        _ left: Value, _ right: Value, sign: String, _ machine: Machine
    ) throws(TemplateError) -> Order {
        try machine.step()
        switch (left, right) {
        case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw undefined.error
        case (.string(let one), .string(let two)): return order(one.string, two.string)
        case (.tuple(let one), .tuple(let two)): return try order(one, two, sign, machine)
        case (.list(let one), .list(let two)): return try order(one.values, two.values, sign, machine)
        default:
            if let order = numeric(left, right) { return order }
            throw TemplateError(
                .type,
                "'\(sign)' not supported between instances of '\(left.typeName)' and '\(right.typeName)'")
        }
    }

    private static func order(_ left: String, _ right: String) -> Order {
        if left.utf8.elementsEqual(right.utf8) { return .equal }
        return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars) ? .less : .greater
    }

    private static func order(
        _ left: [Value], _ right: [Value], _ sign: String, _ machine: Machine
    ) throws(TemplateError) -> Order {
        try machine.deeper { () throws(TemplateError) in
            for (one, two) in zip(left, right) where try !equal(one, two, machine) {
                return try order(one, two, sign: sign, machine)
            }
            return left.count == right.count ? .equal : left.count < right.count ? .less : .greater
        }
    }

    /// `left <sign> right` for `<`, `<=`, `>`, `>=`.
    static func holds(
        _ left: Value, _ sign: String, _ right: Value, _ machine: Machine
    ) throws(TemplateError) -> Bool {
        if case .object(let one as SetObject) = left, case .object(let two as SetObject) = right {
            return try one.compares(sign, two, machine)
        }
        let order = try order(left, right, sign: sign, machine)
        switch sign {
        case "<": return order == .less
        case "<=": return order == .less || order == .equal
        case ">": return order == .greater
        default: return order == .greater || order == .equal
        }
    }

    /// `item in container`.
    static func contains(_ container: Value, _ item: Value, _ machine: Machine) throws(TemplateError) -> Bool {
        switch container {
        case .string(let text):
            guard case .string(let part) = item else {
                throw TemplateError(.type, "'in <string>' requires string as left operand, not \(item.typeName)")
            }
            try machine.step(text.string.utf8.count / 16)
            return StringSearch.contains(text.string, part.string)
        case .dict(let dict): return try dict.value(item, machine) != nil
        case .undefined(let undefined):
            guard undefined.isSilent else { throw undefined.error }
            return false
        case .object(let object as SetObject): return try object.contains(item, machine)
        default: break
        }
        guard let iterator = try container.iterator(machine) else {
            throw TemplateError(.type, "argument of type '\(container.typeName)' is not iterable")
        }
        while let value = try iterator.next() {
            if value.isSame(as: item) { return true }
            if try equal(value, item, machine) { return true }
        }
        return false
    }

    /// Sorts stably by keys.
    static func sorted(
        _ values: [(key: Value, value: Value)], reverse: Bool, _ machine: Machine
    ) throws(TemplateError) -> [Value] {
        var failure: TemplateError?
        // Equal elements keep their order, in reverse too, as Python's sorted does.
        let indexed = values.enumerated().sorted { one, two in
            guard failure == nil else { return false }
            do throws(TemplateError) {
                let (first, second) = reverse ? (two.element.key, one.element.key) : (one.element.key, two.element.key)
                if try order(first, second, sign: "<", machine) == .less { return true }
                if try order(second, first, sign: "<", machine) == .less { return false }
                return one.offset < two.offset
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        return indexed.map(\.element.value)
    }
}

/// Search in strings by code points.
enum StringSearch {
    static func contains(_ text: String, _ part: String) -> Bool {
        find(Array(text.utf8), Array(part.utf8), from: 0) != nil
    }

    /// The first place of a part from an offset on.
    static func find<Element: Equatable>(_ text: [Element], _ part: [Element], from start: Int) -> Int? {
        guard !part.isEmpty else { return start <= text.count ? start : nil }
        guard text.count >= part.count, start <= text.count - part.count else { return nil }
        for offset in start...(text.count - part.count) where text[offset] == part[0] {
            if text[offset..<(offset + part.count)].elementsEqual(part) { return offset }
        }
        return nil
    }

    /// The last place of a part that ends before an offset.
    static func findLast<Element: Equatable>(_ text: [Element], _ part: [Element], before end: Int) -> Int? {
        guard end >= part.count else { return nil }
        for offset in stride(from: end - part.count, through: 0, by: -1)
        where text[offset..<(offset + part.count)].elementsEqual(part) { return offset }
        return nil
    }
}
