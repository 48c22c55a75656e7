import JSON
import OrderedCollections

extension JSONataMachine {
    /// What has one key.
    private struct Group {
        var items: [JSONataValue] = []
        var tuples: [JSONataTuple] = []
        let pair: Int
    }

    /// An object: of each key the value for all items that have the key.
    func group(
        _ input: JSONataValue, by pairs: [JSONataPair], _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        var groups: OrderedDictionary<String, Group> = [:]
        if case .tuples(let stream) = input {
            for tuple in stream.tuples {
                let inner = JSONataFrame(parent: frame, bindings: tuple.bindings)
                try collect(tuple.value, tuple, pairs, inner, &groups)
            }
        } else {
            let items = input.asElements
            for item in items.isEmpty ? [.undefined] : items { try collect(item, nil, pairs, frame, &groups) }
        }
        let result = JSONataObject()
        for (key, group) in groups {
            let value = try evaluate(pairs[group.pair].value, of: group, frame)
            if !value.isUndefined { result[key] = value }
        }
        return .object(result)
    }

    private func collect(
        _ item: JSONataValue, _ tuple: JSONataTuple?, _ pairs: [JSONataPair], _ frame: JSONataFrame,
        _ groups: inout OrderedDictionary<String, Group>
    ) throws(JSONataError) {
        for (index, pair) in pairs.enumerated() {
            let key = try evaluate(pair.key, item, frame)
            if key.isUndefined { continue }
            guard let name = key.string else {
                throw JSONataError("T1003", at: pair.offset, ["value": key.summary])
            }
            let group = groups[name]?.pair
            guard group == nil || group == index else {
                throw JSONataError("D1009", at: pair.offset, ["value": JSONataText.quoted(name)])
            }
            if group == nil { try check(count: groups.count + 1) }
            if let tuple {
                groups[name, default: Group(pair: index)].tuples.append(tuple)
            } else {
                groups[name, default: Group(pair: index)].items.append(item)
            }
        }
    }

    private func evaluate(
        _ node: JSONataNode, of group: Group, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        guard let first = group.tuples.first else { return try evaluate(node, joined(group.items), frame) }
        if group.tuples.count == 1 {
            return try evaluate(node, first.value, JSONataFrame(parent: frame, bindings: first.bindings))
        }
        var bindings: [(name: Int, value: JSONataValue)] = []
        for (name, _) in first.bindings {
            let values = group.tuples.map { tuple in tuple.bindings.first { $0.name == name }?.value ?? .undefined }
            bindings.append((name, try joined(values)))
        }
        let value = try joined(group.tuples.map(\.value))
        return try evaluate(node, value, JSONataFrame(parent: frame, bindings: bindings))
    }

    /// One value alone, several as an array with the elements of arrays among them.
    private func joined(_ values: [JSONataValue]) throws(JSONataError) -> JSONataValue {
        if values.count == 1 { return values[0] }
        let result = JSONataArray()
        for value in values { try append(value, to: result) }
        return .array(result)
    }
}
