import OrderedCollections

/// Functions of arrays (reference: "Array functions").
extension JSONataBuiltIn {
    static let arrays: [JSONataBuiltIn] = [
        JSONataBuiltIn("append", "<xx:a>", 2) { (machine, arguments) throws(JSONataError) in
            if arguments[0].isUndefined { return arguments[1] }
            if arguments[1].isUndefined { return arguments[0] }
            let result = JSONataArray()
            try machine.append(arguments[0], to: result)
            try machine.append(arguments[1], to: result)
            try machine.check(count: result.elements.count)
            return .array(result)
        },
        JSONataBuiltIn("reverse", "<a:a>", 1) { (machine, arguments) throws(JSONataError) in
            guard let elements = arguments[0].elements else { return .undefined }
            if elements.count <= 1 { return arguments[0] }
            try machine.step(elements.count)
            return .array(JSONataArray(elements.reversed()))
        },
        JSONataBuiltIn("shuffle", "<a:a>", 1) { (machine, arguments) throws(JSONataError) in
            guard let elements = arguments[0].elements else { return .undefined }
            try machine.step(elements.count)
            return .array(JSONataArray(elements.shuffled(using: &machine.random)))
        },
        JSONataBuiltIn("distinct", "<x:x>", 1) { (machine, arguments) throws(JSONataError) in
            guard let elements = arguments[0].elements, elements.count > 1 else { return arguments[0] }
            var seen = JSONataDistinct()
            let result = JSONataArray()
            if case .array(let array) = arguments[0] { result.isSequence = array.isSequence }
            for element in elements where try seen.insert(element, machine) { result.append(element) }
            return .array(result)
        },
        JSONataBuiltIn("sort", "<af?:a>", 2) { (machine, arguments) throws(JSONataError) in
            guard let elements = arguments[0].elements else { return .undefined }
            if elements.count <= 1 { return arguments[0] }
            return .array(JSONataArray(try sort(elements, arguments.function(1), machine)))
        },
        JSONataBuiltIn("zip", "<a+>", 0) { (machine, arguments) throws(JSONataError) in
            let columns = arguments.values.map(\.asElements)
            let count = columns.map(\.count).min() ?? 0
            let result = JSONataArray()
            for index in 0..<count {
                try machine.step(columns.count)
                result.append(.array(JSONataArray(columns.map { $0[index] })))
            }
            return .array(result)
        },
    ]

    private static func sort(
        _ elements: [JSONataValue], _ comparator: JSONataFunction?, _ machine: JSONataMachine
    ) throws(JSONataError) -> [JSONataValue] {
        if let comparator {
            return try machine.merge(elements) { (left, right) throws(JSONataError) in
                try machine.apply(.function(comparator), [left, right]).isTrue
            }
        }
        if elements.allSatisfy({ $0.double != nil }) {
            return try machine.merge(elements) { (left, right) throws(JSONataError) in
                (left.double ?? 0) > (right.double ?? 0)
            }
        }
        guard elements.allSatisfy({ $0.string != nil }) else { throw JSONataError("D3070") }
        return try machine.merge(elements) { (left, right) throws(JSONataError) in
            (right.string ?? "").isBefore(left.string ?? "")
        }
    }
}

/// Values of which each is there once.
private struct JSONataDistinct {
    private var strings: Set<String> = []
    private var numbers: Set<Double> = []
    /// The others, by what equal values have in common.
    private var others: [Int: [JSONataValue]] = [:]

    /// Whether the value is new.
    mutating func insert(_ value: JSONataValue, _ machine: JSONataMachine) throws(JSONataError) -> Bool {
        try machine.step()
        if let text = value.string { return strings.insert(text).inserted }
        if let number = value.double { return numbers.insert(number).inserted }
        var hasher = Hasher()
        try hash(value, into: &hasher, machine)
        let hash = hasher.finalize()
        let candidates = others[hash, default: []]
        try machine.step(candidates.count)
        guard !candidates.contains(where: { JSONataValue.areEqual($0, value) }) else { return false }
        others[hash] = candidates + [value]
        return true
    }

    /// Equal values are hashed equally: numbers by value, objects in any order of their keys.
    private func hash(
        _ value: JSONataValue, into hasher: inout Hasher, _ machine: JSONataMachine
    ) throws(JSONataError) {
        try machine.step()
        if let text = value.string {
            hasher.combine(text)
        } else if let number = value.double {
            hasher.combine(number)
        } else if let elements = value.elements {
            hasher.combine(elements.count)
            for element in elements { try hash(element, into: &hasher, machine) }
        } else if let members = value.members {
            var sum = 0
            for (key, member) in members {
                var inner = Hasher()
                inner.combine(key)
                try hash(member, into: &inner, machine)
                sum &+= inner.finalize()
            }
            hasher.combine(sum)
        }
    }
}
