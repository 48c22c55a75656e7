import OrderedCollections

/// A Python dictionary: in the order of insertion, with keys of any type that can be hashed.
final class Dict: Clearable {
    private(set) var entries: OrderedDictionary<Key, Entry> = [:]

    struct Entry {
        let key: Value
        var value: Value
    }

    init() {}

    init(_ members: [(String, Value)]) {
        for (key, value) in members { self[key] = value }
    }

    var count: Int { entries.count }
    var keys: [Value] { entries.values.map(\.key) }
    var values: [Value] { entries.values.map(\.value) }
    var members: [Entry] { Array(entries.values) }
    var items: [Value] { entries.values.map { .tuple([$0.key, $0.value]) } }

    subscript(key: String) -> Value? {
        get { entries[.text(ExactText(key))]?.value }
        set {
            guard let newValue else {
                entries.removeValue(forKey: .text(ExactText(key)))
                return
            }
            set(.text(ExactText(key)), .text(key), newValue)
        }
    }

    func value(_ key: Value, _ machine: Machine) throws(TemplateError) -> Value? {
        entries[try Key(key, machine)]?.value
    }

    func set(_ key: Value, _ value: Value, _ machine: Machine) throws(TemplateError) {
        set(try Key(key, machine), key, value)
    }

    @discardableResult
    func remove(_ key: Value, _ machine: Machine) throws(TemplateError) -> Value? {
        entries.removeValue(forKey: try Key(key, machine))?.value
    }

    func removeLast() -> Entry? { entries.isEmpty ? nil : entries.removeLast().value }
    func clear() { entries.removeAll() }

    func copy() -> Dict {
        let copy = Dict()
        copy.entries = entries
        return copy
    }

    /// A key that is there keeps its first spelling (`1` and `True` are one key).
    private func set(_ key: Key, _ written: Value, _ value: Value) {
        if entries[key]?.key != nil {
            entries[key]?.value = value
        } else {
            entries[key] = Entry(key: written, value: value)
        }
    }
}

/// A string compared by its code points, as Python does, and not by canonical equivalence.
struct ExactText: Hashable {
    let string: String
    init(_ string: String) { self.string = string }

    static func == (left: ExactText, right: ExactText) -> Bool { left.string.utf8.elementsEqual(right.string.utf8) }

    func hash(into hasher: inout Hasher) {
        for byte in string.utf8 { hasher.combine(byte) }
    }
}

/// What decides whether two keys are the same: numbers by value, strings by code points, objects by identity.
indirect enum Key: Hashable {
    case null
    case int(Integer)
    case float(Double)
    case text(ExactText)
    case tuple([Key])
    case object(ObjectIdentifier)

    init(_ value: Value, _ machine: Machine) throws(TemplateError) {
        try machine.step()
        switch value {
        case .null: self = .null
        case .bool(let value): self = .int(Integer(value ? 1 : 0))
        case .int(let value): self = .int(value)
        case .float(let value):
            self = value == value.rounded() && value.isFinite ? .int(Integer(truncating: value)) : .float(value)
        case .string(let text):
            try machine.step(text.string.utf8.count / 64)
            self = .text(ExactText(text.string))
        case .tuple(let values):
            self = .tuple(try values.map { value throws(TemplateError) in try Key(value, machine) })
        case .list, .dict: throw TemplateError(.type, "unhashable type: '\(value.typeName)'")
        case .undefined(let undefined):
            guard undefined.isSilent else { throw undefined.error }
            self = .text(ExactText("\u{0}undefined"))
        case .object(let object):
            guard object.isHashable else { throw TemplateError(.type, "unhashable type: '\(object.typeName)'") }
            self = .object(ObjectIdentifier(object))
        }
    }
}
