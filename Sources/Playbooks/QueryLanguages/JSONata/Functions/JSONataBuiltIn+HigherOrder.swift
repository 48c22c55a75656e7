import OrderedCollections

/// Functions that call functions (reference: "Higher-order functions").
extension JSONataBuiltIn {
    static let higherOrder: [JSONataBuiltIn] = [
        JSONataBuiltIn("map", "<af>", 2) { (machine, arguments) throws(JSONataError) in
            guard let elements = arguments[0].elements, let function = arguments.function(1) else {
                return .undefined
            }
            let result = JSONataArray(isSequence: true)
            for (index, element) in elements.enumerated() {
                let value = try machine.callBack(function, element, .int(index), arguments[0])
                if !value.isUndefined { result.append(value) }
            }
            return .array(result)
        },
        JSONataBuiltIn("filter", "<af>", 2) { (machine, arguments) throws(JSONataError) in
            guard let elements = arguments[0].elements, let function = arguments.function(1) else {
                return .undefined
            }
            let result = JSONataArray(isSequence: true)
            for (index, element) in elements.enumerated()
            where try machine.callBack(function, element, .int(index), arguments[0]).isTrue {
                result.append(element)
            }
            return .array(result)
        },
        JSONataBuiltIn("single", "<af?>", 2) { (machine, arguments) throws(JSONataError) in
            guard let elements = arguments[0].elements else { return .undefined }
            var found: JSONataValue?
            for (index, element) in elements.enumerated() {
                if let function = arguments.function(1),
                    try !machine.callBack(function, element, .int(index), arguments[0]).isTrue
                {
                    continue
                }
                guard found == nil else { throw JSONataError("D3138") }
                found = element
            }
            guard let found else { throw JSONataError("D3139") }
            return found
        },
        JSONataBuiltIn("reduce", "<afj?:j>", 3) { (machine, arguments) throws(JSONataError) in
            guard let elements = arguments[0].elements, let function = arguments.function(1) else {
                return .undefined
            }
            guard function.arity >= 2 else { throw JSONataError("D3050") }
            var result = arguments[2]
            var start = 0
            if result.isUndefined, let first = elements.first {
                result = first
                start = 1
            }
            for index in elements.indices.dropFirst(start) {
                result = try machine.callBack(function, result, elements[index], .int(index), arguments[0])
            }
            return result
        },
        JSONataBuiltIn("sift", "<o-f?:o>", 2) { (machine, arguments) throws(JSONataError) in
            guard let members = arguments[0].members, let function = arguments.function(1) else {
                return .undefined
            }
            let result = JSONataObject()
            for (key, value) in members
            where try machine.callBack(function, value, .string(key), arguments[0]).isTrue { result[key] = value }
            return result.members.isEmpty ? .undefined : .object(result)
        },
        JSONataBuiltIn("each", "<o-f:a>", 2) { (machine, arguments) throws(JSONataError) in
            guard let members = arguments[0].members, let function = arguments.function(1) else {
                return .undefined
            }
            let result = JSONataArray(isSequence: true)
            for (key, value) in members {
                let made = try machine.callBack(function, value, .string(key), arguments[0])
                if !made.isUndefined { result.append(made) }
            }
            return .array(result)
        },
    ]
}
