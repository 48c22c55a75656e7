/// A Python iterator or generator: gives its values once.
final class Iterator: Object {
    private let advance: () throws(TemplateError) -> Value?
    private let name: String
    private let type: String

    /// - Parameter name: What Python prints for it: `generator object sync_do_map`.
    init(
        type: String = "generator", name: String = "generator object",
        _ advance: @escaping () throws(TemplateError) -> Value?
    ) {
        self.type = type
        self.name = name
        self.advance = advance
    }

    convenience init(_ values: [Value], type: String = "list_iterator", name: String = "list_iterator object") {
        var index = 0
        self.init(type: type, name: name) { () throws(TemplateError) -> Value? in
            guard index < values.count else { return nil }
            defer { index += 1 }
            return values[index]
        }
    }

    func next() throws(TemplateError) -> Value? { try advance() }

    override var typeName: String { type }
    override func iterator(_ machine: Machine) throws(TemplateError) -> Iterator? { self }
    override func representation(_ machine: Machine) throws(TemplateError) -> String { "<\(name) at \(Self.address)>" }
}

extension Value {
    /// `iter(value)`; `nil` when it cannot be iterated.
    func iterator(_ machine: Machine) throws(TemplateError) -> Iterator? {
        switch self {
        case .string(let text):
            return Iterator(
                text.string.unicodeScalars.map { .text(String($0)) }, type: "str_iterator",
                name: "str_ascii_iterator object")
        case .tuple(let values): return Iterator(values, type: "tuple_iterator", name: "tuple_iterator object")
        case .list(let list):
            // A list that grows while it is iterated gives what was added, too.
            var index = 0
            return Iterator(type: "list_iterator", name: "list_iterator object") { () throws(TemplateError) -> Value? in
                try machine.step()
                guard index < list.values.count else { return nil }
                defer { index += 1 }
                return list.values[index]
            }
        case .dict(let dict): return Iterator(dict.keys, type: "dict_keyiterator", name: "dict_keyiterator object")
        case .undefined(let undefined):
            guard undefined.isSilent else { throw undefined.error }
            return Iterator([])
        case .object(let object): return try object.iterator(machine)
        default: return nil
        }
    }

    /// `list(value)`.
    func elements(_ machine: Machine) throws(TemplateError) -> [Value] {
        switch self {
        case .tuple(let values): return values
        case .list(let list): return list.values
        default: break
        }
        guard let iterator = try iterator(machine) else {
            throw TemplateError(.type, "'\(typeName)' object is not iterable")
        }
        var result: [Value] = []
        while let value = try iterator.next() {
            try machine.step()
            try machine.spend(1)
            result.append(value)
        }
        return result
    }
}
