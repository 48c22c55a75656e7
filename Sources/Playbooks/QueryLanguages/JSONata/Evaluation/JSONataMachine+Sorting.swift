import JSON

extension JSONataMachine {
    func sort(
        _ items: [JSONataValue], by terms: [JSONataTerm], _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        guard items.count > 1 else { return .array(JSONataArray(items, isSequence: true)) }
        var keyed: [(value: JSONataValue, keys: [JSONataValue])] = []
        for item in items { keyed.append((item, try keys(terms, item, frame))) }
        let sorted = try merge(keyed) { (left, right) throws(JSONataError) in
            try self.isAfter(left.keys, right.keys, terms)
        }
        return .array(JSONataArray(sorted.map(\.value), isSequence: true))
    }

    func sort(
        _ tuples: [JSONataTuple], by terms: [JSONataTerm], _ frame: JSONataFrame
    ) throws(JSONataError) -> [JSONataTuple] {
        guard tuples.count > 1 else { return tuples }
        var keyed: [(value: JSONataTuple, keys: [JSONataValue])] = []
        for tuple in tuples {
            let inner = JSONataFrame(parent: frame, bindings: tuple.bindings)
            keyed.append((tuple, try keys(terms, tuple.value, inner)))
        }
        return try merge(keyed) { (left, right) throws(JSONataError) in
            try self.isAfter(left.keys, right.keys, terms)
        }.map(\.value)
    }

    private func keys(
        _ terms: [JSONataTerm], _ item: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> [JSONataValue] {
        var keys: [JSONataValue] = []
        for term in terms { keys.append(try evaluate(term.expression, item, frame)) }
        return keys
    }

    /// Whether one item comes after another one; what has no value comes last.
    private func isAfter(
        _ left: [JSONataValue], _ right: [JSONataValue], _ terms: [JSONataTerm]
    ) throws(JSONataError) -> Bool {
        for (index, term) in terms.enumerated() {
            let (one, other) = (left[index], right[index])
            if one.isUndefined, other.isUndefined { continue }
            if one.isUndefined { return true }
            if other.isUndefined { return false }
            guard one.double != nil || one.string != nil, other.double != nil || other.string != nil else {
                throw JSONataError("T2008", at: term.expression.offset, ["value": one.summary])
            }
            if let one = one.double, let other = other.double {
                if one == other { continue }
                return (one > other) != term.isDescending
            }
            guard let one = one.string, let other = other.string else {
                throw JSONataError(
                    "T2007", at: term.expression.offset, ["value": one.summary, "value2": other.summary])
            }
            if one == other { continue }
            return other.isBefore(one) != term.isDescending
        }
        return false
    }

    /// A stable sort with few comparisons, which may fail.
    func merge<Item>(
        _ items: [Item], isAfter: (Item, Item) throws(JSONataError) -> Bool
    ) throws(JSONataError) -> [Item] {
        guard items.count > 1 else { return items }
        let left = try merge(Array(items[..<(items.count / 2)]), isAfter: isAfter)
        let right = try merge(Array(items[(items.count / 2)...]), isAfter: isAfter)
        var merged: [Item] = []
        merged.reserveCapacity(items.count)
        var (one, other) = (0, 0)
        while one < left.count, other < right.count {
            try step()
            if try isAfter(left[one], right[other]) {
                merged.append(right[other])
                other += 1
            } else {
                merged.append(left[one])
                one += 1
            }
        }
        merged += left[one...]
        merged += right[other...]
        return merged
    }
}
