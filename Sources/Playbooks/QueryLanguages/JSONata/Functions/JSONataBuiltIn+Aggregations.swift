import JSON

/// Functions that make one number of many (reference: "Numeric aggregation functions"), and of truth.
extension JSONataBuiltIn {
    static let aggregations: [JSONataBuiltIn] = [
        JSONataBuiltIn("sum", "<a<n>:n>", 1) { (machine, arguments) throws(JSONataError) in
            if arguments[0].isUndefined { return .undefined }
            return .number(try numbers(arguments[0], machine).reduce(0, +))
        },
        JSONataBuiltIn("average", "<a<n>:n>", 1) { (machine, arguments) throws(JSONataError) in
            let numbers = try numbers(arguments[0], machine)
            return numbers.isEmpty ? .undefined : .number(numbers.reduce(0, +) / Double(numbers.count))
        },
        JSONataBuiltIn("max", "<a<n>:n>", 1) { (machine, arguments) throws(JSONataError) in
            try numbers(arguments[0], machine).max().map { .number($0) } ?? .undefined
        },
        JSONataBuiltIn("min", "<a<n>:n>", 1) { (machine, arguments) throws(JSONataError) in
            try numbers(arguments[0], machine).min().map { .number($0) } ?? .undefined
        },
        JSONataBuiltIn("count", "<a:n>", 1) { (_, arguments) throws(JSONataError) in
            .int(arguments[0].isUndefined ? 0 : arguments[0].count)
        },
    ]

    static let booleans: [JSONataBuiltIn] = [
        JSONataBuiltIn("boolean", "<x-:b>", 1) { (_, arguments) throws(JSONataError) in
            arguments[0].truth.map { .bool($0) } ?? .undefined
        },
        JSONataBuiltIn("not", "<x-:b>", 1) { (_, arguments) throws(JSONataError) in
            arguments[0].truth.map { .bool(!$0) } ?? .undefined
        },
        JSONataBuiltIn("exists", "<x:b>", 1) { (_, arguments) throws(JSONataError) in
            .bool(!arguments[0].isUndefined)
        },
        JSONataBuiltIn("type", "<x:s>", 1) { (_, arguments) throws(JSONataError) in
            switch arguments[0] {
            case .undefined, .tuples, .tailCall: .undefined
            case .json(.null): .string("null")
            case .json(.bool): .string("boolean")
            case .json(.number), .number: .string("number")
            case .json(.string): .string("string")
            case .json(.array), .array: .string("array")
            case .json(.object), .object: .string("object")
            case .function: .string("function")
            }
        },
        JSONataBuiltIn("error", "<s?:x>", 1) { (_, arguments) throws(JSONataError) in
            throw JSONataError("D3137", ["message": arguments.string(0) ?? "$error() function evaluated"])
        },
        JSONataBuiltIn("assert", "<bs?:x>", 2) { (_, arguments) throws(JSONataError) in
            if arguments[0].isTrue { return .undefined }
            throw JSONataError("D3141", ["message": arguments.string(1) ?? "$assert() statement failed"])
        },
    ]

    private static func numbers(
        _ value: JSONataValue, _ machine: JSONataMachine
    ) throws(JSONataError) -> [Double] {
        let numbers = value.asElements.compactMap(\.double)
        try machine.step(numbers.count)
        return numbers
    }
}
