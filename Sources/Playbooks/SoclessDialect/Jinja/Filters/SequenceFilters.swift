/// Sequences: first and last, length, slices, batches.
enum SequenceFilters {
    static let all: [String: Filter] = [
        "first": Filter("sync_do_first", ["seq"]) { bound, machine throws(TemplateError) in
            guard let iterator = try bound.value(0).iterator(machine) else { throw notIterable(bound.value(0)) }
            return try iterator.next() ?? machine.undefined("No first item, sequence was empty.")
        },
        "last": Filter("do_last", ["seq"]) { bound, machine throws(TemplateError) in
            guard let values = try reversible(bound.value(0), machine) else {
                throw TemplateError(.type, "'\(bound.value(0).typeName)' object is not reversible")
            }
            return values.last ?? machine.undefined("No last item, sequence was empty.")
        },
        "length": length, "count": length,
        "list": Filter("sync_do_list", ["value"]) { bound, machine throws(TemplateError) in
            .items(try bound.value(0).elements(machine))
        },
        "reverse": Filter("do_reverse", ["value"]) { bound, machine throws(TemplateError) in
            try reversed(bound.value(0), machine)
        },
        "random": Filter("do_random", ["seq"]) { bound, machine throws(TemplateError) in
            let count = try bound.value(0).length(machine)
            guard count > 0 else { return machine.undefined("No random item, sequence was empty.") }
            return try Subscript.item(bound.value(0), .integer(machine.random(below: count)), machine)
        },
        "items": Filter("do_items", ["value"]) { bound, machine throws(TemplateError) in
            switch bound.value(0) {
            case .undefined: return .object(Iterator([], type: "generator", name: "generator object do_items"))
            case .dict(let dict):
                return .object(Iterator(dict.items, type: "generator", name: "generator object do_items"))
            default: throw TemplateError(.type, "Can only get item pairs from a mapping.")
            }
        },
        "attr": Filter("do_attr", ["obj", "name"], required: 2) { bound, machine throws(TemplateError) in
            let owner = bound.value(0)
            guard let name = bound.value(1).string else {
                throw TemplateError(.type, "attribute name must be string, not '\(bound.value(1).typeName)'")
            }
            return try Attributes.attribute(owner, name, machine)
                ?? machine.undefined(owner: owner.ownerName, name: name)
        },
        "slice": Filter(
            "sync_do_slice", ["value", "slices", "fill_with"], required: 2
        ) { bound, machine throws(TemplateError) in
            generator("sync_do_slice") { () throws(TemplateError) in try slices(bound, machine) }
        },
        "batch": Filter(
            "do_batch", ["value", "linecount", "fill_with"], required: 2
        ) { bound, machine throws(TemplateError) in
            generator("do_batch") { () throws(TemplateError) in try batches(bound, machine) }
        },
    ]

    private static let length = Filter("len", ["obj"]) { bound, machine throws(TemplateError) in
        .integer(try bound.value(0).length(machine))
    }

    /// A generator: nothing is computed, and no error raised, before its first value is read.
    private static func generator(
        _ name: String, _ values: @escaping () throws(TemplateError) -> [Value]
    ) -> Value {
        var rest: [Value]?
        return .object(
            Iterator(type: "generator", name: "generator object \(name)") { () throws(TemplateError) -> Value? in
                var left: [Value]
                if let rest { left = rest } else { left = try values().reversed() }
                let next = left.popLast()
                rest = left
                return next
            })
    }

    static func notIterable(_ value: Value) -> TemplateError {
        TemplateError(.type, "'\(value.typeName)' object is not iterable")
    }

    /// The values of what can be read from its end; `nil` for iterators and what has no order.
    private static func reversible(_ value: Value, _ machine: Machine) throws(TemplateError) -> [Value]? {
        switch value {
        case .string, .list, .tuple, .dict: return try value.elements(machine)
        case .undefined(let undefined): throw undefined.error
        case .object(let object) where object is RangeObject || object is ViewObject || object is GroupObject:
            return try value.elements(machine)
        default: return nil
        }
    }

    private static func reversed(_ value: Value, _ machine: Machine) throws(TemplateError) -> Value {
        if case .string(let text) = value { return .text(StringSplit.string(text.string.unicodeScalars.reversed())) }
        if let values = try reversible(value, machine) {
            let type = reverseType(value)
            return .object(Iterator(values.reversed(), type: type, name: "\(type) object"))
        }
        guard try value.iterator(machine) != nil else {
            throw TemplateError(.filterArgument, "argument must be iterable")
        }
        return .items(try value.elements(machine).reversed())
    }

    private static func reverseType(_ value: Value) -> String {
        switch value.typeName {
        case "tuple", "range": "reversed"
        case "dict", "dict_keys": "dict_reversekeyiterator"
        case "dict_values": "dict_reversevalueiterator"
        case "dict_items": "dict_reverseitemiterator"
        default: "list_reverseiterator"
        }
    }

    private static func slices(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> [Value] {
        let values = try bound.value(0).elements(machine)
        let count = try bound.int(1, default: 1)
        guard count != 0 else { throw TemplateError(.zeroDivision, "integer division or modulo by zero") }
        try machine.spend(count + values.count)
        var result: [Value] = []
        var offset = 0
        for number in 0..<max(count, 0) {
            let isLonger = number < values.count % count
            let end = offset + values.count / count + (isLonger ? 1 : 0)
            var slice = Array(values[offset..<end])
            if let fill = bound.optional(2), !isLonger { slice.append(fill) }
            result.append(.items(slice))
            offset = end
        }
        return result
    }

    private static func batches(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> [Value] {
        let values = try bound.value(0).elements(machine)
        let count = try bound.int(1, default: 1)
        guard let fill = bound.optional(2) else { return batches(values, count, nil) }
        try machine.spend(max(count, 0))
        return batches(values, count, fill)
    }

    private static func batches(_ values: [Value], _ count: Int, _ fill: Value?) -> [Value] {
        var result: [Value] = []
        var batch: [Value] = []
        for value in values {
            if batch.count == count {
                result.append(.items(batch))
                batch = []
            }
            batch.append(value)
        }
        if !batch.isEmpty {
            if let fill, batch.count < count { batch += repeatElement(fill, count: count - batch.count) }
            result.append(.items(batch))
        }
        return result
    }
}
