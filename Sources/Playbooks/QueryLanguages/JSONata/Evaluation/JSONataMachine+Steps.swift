import JSON
import OrderedCollections

/// What single steps do: names, wildcards, predicates.
extension JSONataMachine {
    /// The member of an object; of an array, the members of its elements.
    func member(_ name: String, of value: JSONataValue) throws(JSONataError) -> JSONataValue {
        switch value {
        case .json(.object(let object)): return object[name].map(JSONataValue.json) ?? .undefined
        case .object(let object): return object[name]
        case .array, .json(.array):
            let sequence = JSONataArray(isSequence: true)
            for element in value.asElements {
                try step()
                try append(try member(name, of: element), to: sequence)
            }
            return .array(sequence)
        default: return .undefined
        }
    }

    /// The values of all members, arrays flattened (`*`).
    func children(of value: JSONataValue) throws(JSONataError) -> JSONataValue {
        let result = JSONataArray(isSequence: true)
        for child in value.elements ?? value.members.map({ Array($0.values) }) ?? [] {
            try step()
            if child.isArray {
                try flatten(child, into: result)
                result.isSequence = false
            } else {
                result.append(child)
            }
        }
        return .array(result)
    }

    private func flatten(_ value: JSONataValue, into result: JSONataArray) throws(JSONataError) {
        guard let elements = value.elements else { return result.append(value) }
        for element in elements {
            try step()
            try flatten(element, into: result)
        }
    }

    /// The value and all below it (`**`).
    func descendants(of value: JSONataValue) throws(JSONataError) -> JSONataValue {
        if value.isUndefined { return .undefined }
        let result = JSONataArray(isSequence: true)
        try descend(value, result)
        return .array(result)
    }

    private func descend(_ value: JSONataValue, _ result: JSONataArray) throws(JSONataError) {
        try step()
        if let elements = value.elements {
            for element in elements { try descend(element, result) }
            return
        }
        result.append(value)
        if let members = value.members {
            for member in members.values { try descend(member, result) }
        }
    }

    // MARK: - Predicates

    func filter(
        _ value: JSONataValue, by predicate: JSONataNode, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        if case .tuples(let stream) = value { return try filter(stream.tuples, by: predicate, frame) }
        if case .number(let number) = predicate.kind, predicate.isPlain { return Self.element(at: number, of: value) }
        let result = JSONataArray(isSequence: true)
        let items = value.asElements
        for (index, item) in items.enumerated() {
            let test = try evaluate(predicate, item, frame)
            try select(test, index, items.count) { result.append(item) }
        }
        return .array(result)
    }

    private func filter(
        _ tuples: [JSONataTuple], by predicate: JSONataNode, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        let result = JSONataTuples()
        for (index, tuple) in tuples.enumerated() {
            let test = try evaluate(predicate, tuple.value, JSONataFrame(parent: frame, bindings: tuple.bindings))
            try select(test, index, tuples.count) { result.tuples.append(tuple) }
        }
        return .tuples(result)
    }

    /// Takes an element when a predicate says so: by its index, or by being true.
    private func select(_ test: JSONataValue, _ index: Int, _ count: Int, _ take: () -> Void) throws(JSONataError) {
        func isIndex(_ number: Double) -> Bool {
            let position = number.rounded(.down)
            return (position < 0 ? position + Double(count) : position) == Double(index)
        }
        if let number = test.double {
            guard number.isFinite else { throw JSONataError("D1001", ["value": JSONataNumber.text(number)]) }
            if isIndex(number) { take() }
        } else if test.isArray, test.allElements({ $0.double != nil }) {
            try step(test.asElements.count)
            for element in test.asElements {
                if let number = element.double, isIndex(number) { take() }
            }
        } else if test.isTrue {
            take()
        }
    }

    private static func element(at number: Double, of value: JSONataValue) -> JSONataValue {
        let position = number.rounded(.down)
        guard abs(position) < 1e15 else { return .array(JSONataArray(isSequence: true)) }
        func at(_ count: Int) -> Int? {
            let index = position < 0 ? Int(position) + count : Int(position)
            return index >= 0 && index < count ? index : nil
        }
        var item = JSONataValue.undefined
        switch value {
        case .json(.array(let elements)):
            if let index = at(elements.count) { item = .json(elements[index]) }
        case .array(let array):
            if let index = at(array.elements.count) { item = array.elements[index] }
        default:
            if at(1) != nil { item = value }
        }
        if item.isUndefined { return .array(JSONataArray(isSequence: true)) }
        return item.isArray ? item : .array(JSONataArray([item], isSequence: true))
    }
}
