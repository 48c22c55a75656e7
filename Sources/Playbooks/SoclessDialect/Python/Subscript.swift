/// `value[index]` and `value[start:stop:step]`.
enum Subscript {
    /// What Python raises, or the item.
    static func item(_ value: Value, _ index: Value, _ machine: Machine) throws(TemplateError) -> Value {
        try machine.step()
        switch value {
        case .undefined(let undefined): throw undefined.error
        case .dict(let dict):
            if let item = try dict.value(index, machine) { return item }
            throw TemplateError(.key, try Representation.repr(index, machine))
        case .list(let list): return list.values[try place(index, list.values.count, "list")]
        case .tuple(let values): return values[try place(index, values.count, "tuple")]
        case .string(let text):
            guard index.integer != nil else {
                throw TemplateError(.type, "string indices must be integers, not '\(index.typeName)'")
            }
            let scalars = text.string.unicodeScalars
            try machine.step(text.string.utf8.count / 64)
            let place = try place(index, scalars.count, "string")
            return .string(
                Text(String(scalars[scalars.index(scalars.startIndex, offsetBy: place)]), isSafe: text.isSafe))
        case .object(let object):
            if let item = try object.item(index, machine) { return item }
        default: break
        }
        throw TemplateError(.type, "'\(value.typeName)' object is not subscriptable")
    }

    private static func place(_ index: Value, _ count: Int, _ kind: String) throws(TemplateError) -> Int {
        guard let integer = index.integer else {
            if case .undefined(let undefined) = index { throw undefined.error }
            throw TemplateError(.type, "\(kind) indices must be integers or slices, not \(index.typeName)")
        }
        guard let place = integer.int, place < count, place >= -count else {
            throw TemplateError(.index, "\(kind) index out of range")
        }
        return place < 0 ? place + count : place
    }

    static func slice(
        _ value: Value, _ start: Value, _ stop: Value, _ step: Value, _ machine: Machine
    ) throws(TemplateError) -> Value {
        switch value {
        case .undefined(let undefined): throw undefined.error
        case .list(let list):
            return .items(try pick(list.values, start, stop, step, machine))
        case .tuple(let values): return .tuple(try pick(values, start, stop, step, machine))
        case .string(let text):
            var view = String.UnicodeScalarView()
            view.append(contentsOf: try pick(Array(text.string.unicodeScalars), start, stop, step, machine))
            return .string(Text(String(view), isSafe: text.isSafe))
        case .object(let range as RangeObject):
            let places = try pick(Array(0..<min(range.count, machine.limits.size)), start, stop, step, machine)
            return .items(places.map { .integer(range.start + $0 * range.step) })
        case .dict: throw TemplateError(.type, "unhashable type: 'slice'")
        default: throw TemplateError(.type, "'\(value.typeName)' object is not subscriptable")
        }
    }

    private static func pick<Element>(
        _ elements: [Element], _ start: Value, _ stop: Value, _ step: Value, _ machine: Machine
    ) throws(TemplateError) -> [Element] {
        let stride = try bound(step) ?? 1
        guard stride != 0 else { throw TemplateError(.value, "slice step cannot be zero") }
        let count = elements.count
        func clamped(_ value: Int?, _ fallback: Int) -> Int {
            guard var value else { return fallback }
            if value < 0 { value = value < -count ? -1 : value + count }
            if stride > 0 { return min(max(value, 0), count) }
            return min(max(value, -1), count - 1)
        }
        let first = clamped(try bound(start), stride > 0 ? 0 : count - 1)
        let last = clamped(try bound(stop), stride > 0 ? count : -1)
        try machine.spend(count)
        return Swift.stride(from: first, to: last, by: stride).map { elements[$0] }
    }

    private static func bound(_ value: Value) throws(TemplateError) -> Int? {
        if value.isNone { return nil }
        if case .undefined(let undefined) = value { throw undefined.error }
        guard let integer = value.integer else {
            throw TemplateError(.type, "slice indices must be integers or None or have an __index__ method")
        }
        // Far away is as good as any distance.
        let limit = Int(Int32.max)
        guard let int = integer.int else { return integer.isNegative ? -limit : limit }
        return min(max(int, -limit), limit)
    }
}
