import OrderedCollections

/// Functions of objects (reference: "Object functions").
extension JSONataBuiltIn {
    static let objects: [JSONataBuiltIn] = [
        JSONataBuiltIn("keys", "<x-:a<s>>", 1) { (machine, arguments) throws(JSONataError) in
            var keys: OrderedSet<String> = []
            try collectKeys(of: arguments[0], &keys, machine)
            return .array(JSONataArray(keys.map { .string($0) }, isSequence: true))
        },
        JSONataBuiltIn("lookup", "<x-s:x>", 2) { (machine, arguments) throws(JSONataError) in
            try machine.member(arguments.string(1) ?? "", of: arguments[0])
        },
        JSONataBuiltIn("spread", "<x-:a<o>>", 1) { (machine, arguments) throws(JSONataError) in
            guard arguments[0].isArray || arguments[0].members != nil else { return arguments[0] }
            let isEmpty = arguments[0].elements?.isEmpty ?? true
            let result = JSONataArray(isSequence: isEmpty || !arguments[0].isArray)
            try spread(arguments[0], result, machine)
            return .array(result)
        },
        JSONataBuiltIn("merge", "<a<o>:o>", 1) { (machine, arguments) throws(JSONataError) in
            if arguments[0].isUndefined { return .undefined }
            let result = JSONataObject()
            for object in arguments[0].asElements {
                for (key, value) in object.members ?? [:] { result[key] = value }
                try machine.copy(count: object.members?.count ?? 0)
                try machine.check(count: result.members.count)
            }
            return .object(result)
        },
        JSONataBuiltIn("clone", "<(oa)-:o>", 1) { (machine, arguments) throws(JSONataError) in
            arguments[0].isUndefined ? .undefined : try machine.copy(arguments[0])
        },
    ]

    private static func collectKeys(
        of value: JSONataValue, _ keys: inout OrderedSet<String>, _ machine: JSONataMachine
    ) throws(JSONataError) {
        try machine.step()
        if let elements = value.elements {
            for element in elements { try collectKeys(of: element, &keys, machine) }
        } else if let members = value.members {
            try machine.step(members.count)
            keys.append(contentsOf: members.keys)
        }
    }

    private static func spread(
        _ value: JSONataValue, _ result: JSONataArray, _ machine: JSONataMachine
    ) throws(JSONataError) {
        try machine.step()
        if let elements = value.elements {
            for element in elements { try spread(element, result, machine) }
        } else if let members = value.members {
            try machine.step(members.count)
            for (key, member) in members { result.append(.object(JSONataObject([key: member]))) }
        } else {
            result.append(value)
        }
    }
}
