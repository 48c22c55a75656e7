import JSON
import OrderedCollections

extension JSONataMachine {
    /// A copy of a value in which what the pattern finds is changed.
    func transform(
        _ transform: JSONataTransform, _ arguments: [JSONataValue], _ input: JSONataValue, _ frame: JSONataFrame
    ) throws(JSONataError) -> JSONataValue {
        let signature = try JSONataSignature(parsing: "<(oa):o>")
        let argument = try signature.validate(arguments, context: input).first ?? .undefined
        if argument.isUndefined { return .undefined }
        let result = try copy(argument)
        let matches = try evaluate(transform.pattern, result, frame)
        for match in matches.asElements {
            let update = try evaluate(transform.update, match, frame)
            if !update.isUndefined {
                guard let members = update.members else {
                    throw JSONataError("T2011", at: transform.update.offset, ["value": update.summary])
                }
                if case .object(let object) = match {
                    for (key, value) in members { object[key] = try copy(value) }
                }
            }
            if let deletion = transform.deletion { try delete(try evaluate(deletion, match, frame), match, deletion) }
        }
        try updateExtent(of: result, 0)
        return result
    }

    private func delete(
        _ names: JSONataValue, _ match: JSONataValue, _ node: JSONataNode
    ) throws(JSONataError) {
        let names = names.asElements
        guard names.allSatisfy({ $0.string != nil }) else {
            throw JSONataError("T2012", at: node.offset, ["value": names.first?.summary ?? "null"])
        }
        guard case .object(let object) = match else { return }
        for case .some(let name) in names.map(\.string) { object.removeValue(forKey: name) }
    }

    /// A copy all of whose objects can be changed by themselves.
    func copy(_ value: JSONataValue, _ depth: Int = 0) throws(JSONataError) -> JSONataValue {
        try step()
        // As deep as parsed values and those that expressions make can be together.
        guard depth <= 1024 else { throw JSONataError(limit: .depth) }
        if let elements = value.elements {
            let result = JSONataArray()
            for element in elements { result.append(try copy(element, depth + 1)) }
            return .array(result)
        }
        if let members = value.members {
            let result = JSONataObject()
            for (key, member) in members { result[key] = try copy(member, depth + 1) }
            return .object(result)
        }
        return value
    }

    /// Looks at the extent of the values again, after some of them have changed.
    private func updateExtent(of value: JSONataValue, _ depth: Int) throws(JSONataError) {
        guard depth <= 2048 else { throw JSONataError(limit: .depth) }
        try step()
        switch value {
        case .array(let array):
            for element in array.elements { try updateExtent(of: element, depth + 1) }
            array.updateExtent()
        case .object(let object):
            for member in object.members.values { try updateExtent(of: member, depth + 1) }
            object.updateExtent()
        default: break
        }
    }
}
