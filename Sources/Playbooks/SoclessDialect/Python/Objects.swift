/// `range(start, stop, step)`.
final class RangeObject: Object {
    let start: Int
    let stop: Int
    let step: Int

    init(start: Int, stop: Int, step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
    }

    var count: Int {
        let (distance, overflow) =
            step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
        guard !overflow, distance > 0 else { return 0 }
        let width = Int(step.magnitude)
        return (distance - 1) / width + 1
    }

    override var typeName: String { "range" }
    override func length(_ machine: Machine) throws(TemplateError) -> Int? { count }

    override func representation(_ machine: Machine) throws(TemplateError) -> String {
        step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
    }

    override func iterator(_ machine: Machine) throws(TemplateError) -> Iterator? {
        var index = 0
        return Iterator(type: "range_iterator", name: "range_iterator object") {
            [self] () throws(TemplateError) -> Value? in
            guard index < count else { return nil }
            defer { index += 1 }
            return .integer(start + index * step)
        }
    }

    override func item(_ index: Value, _ machine: Machine) throws(TemplateError) -> Value? {
        guard let place = index.integer else {
            throw TemplateError(.type, "range indices must be integers or slices, not \(index.typeName)")
        }
        guard let place = place.int, place < count, place >= -count else {
            throw TemplateError(.index, "range object index out of range")
        }
        return .integer(start + (place < 0 ? place + count : place) * step)
    }

    override func equals(_ other: Object, _ machine: Machine) throws(TemplateError) -> Bool {
        guard let other = other as? RangeObject, other.count == count else { return false }
        return count == 0 || (other.start == start && (count == 1 || other.step == step))
    }
}

/// A Python set, in the order of insertion.
final class SetObject: Object {
    private let dict: Dict

    init(_ values: [Value], _ machine: Machine) throws(TemplateError) {
        dict = Dict()
        for value in values { try dict.set(value, .null, machine) }
    }

    override var typeName: String { "set" }
    override var isHashable: Bool { false }
    override func length(_ machine: Machine) throws(TemplateError) -> Int? { dict.count }
    override func iterator(_ machine: Machine) throws(TemplateError) -> Iterator? {
        Iterator(dict.keys, type: "set_iterator", name: "set_iterator object")
    }
    func contains(_ value: Value, _ machine: Machine) throws(TemplateError) -> Bool {
        try dict.value(value, machine) != nil
    }

    override func representation(_ machine: Machine) throws(TemplateError) -> String {
        guard dict.count > 0 else { return "set()" }
        return "{" + (try Representation.repr(.items(dict.keys), machine)).dropFirst().dropLast() + "}"
    }

    override func equals(_ other: Object, _ machine: Machine) throws(TemplateError) -> Bool {
        guard let other = other as? SetObject else { return false }
        return dict.count == other.dict.count ? try compares("<=", other, machine) : false
    }

    func compares(_ sign: String, _ other: SetObject, _ machine: Machine) throws(TemplateError) -> Bool {
        let (small, large) = sign.hasPrefix("<") ? (self, other) : (other, self)
        for key in small.dict.keys where try !large.contains(key, machine) { return false }
        return sign.hasSuffix("=") || small.dict.count < large.dict.count
    }
}

/// `dict.keys()`, `dict.values()`, `dict.items()`: they show the dictionary as it is now.
final class ViewObject: Object {
    enum Kind: String { case keys, values, items }
    let dict: Dict
    let kind: Kind

    init(_ dict: Dict, _ kind: Kind) {
        self.dict = dict
        self.kind = kind
    }

    var values: [Value] {
        switch kind {
        case .keys: dict.keys
        case .values: dict.values
        case .items: dict.items
        }
    }

    override var typeName: String { "dict_\(kind.rawValue)" }
    override func length(_ machine: Machine) throws(TemplateError) -> Int? { dict.count }
    override func iterator(_ machine: Machine) throws(TemplateError) -> Iterator? {
        Iterator(
            values, type: "dict_\(kind.rawValue.dropLast())iterator",
            name: "dict_\(kind.rawValue.dropLast())iterator object")
    }
    override func representation(_ machine: Machine) throws(TemplateError) -> String {
        "\(typeName)(\(try Representation.repr(.items(values), machine)))"
    }
}

/// A value of Python that templates can hold and print, but do nothing with: bytes, complex numbers, `...`.
final class OpaqueObject: Object {
    private let type: String
    private let text: String

    init(type: String, text: String) {
        self.type = type
        self.text = text
    }

    override var typeName: String { type }
    override func representation(_ machine: Machine) throws(TemplateError) -> String { text }
    override func equals(_ other: Object, _ machine: Machine) throws(TemplateError) -> Bool {
        (other as? OpaqueObject).map { $0.type == type && $0.text == text } ?? false
    }
}

/// A function, method or class of Python.
final class FunctionObject: Object {
    typealias Body = (Arguments, Machine) throws(TemplateError) -> Value
    private let type: String
    private let text: String
    private let body: Body

    init(type: String, text: String, _ body: @escaping Body) {
        self.type = type
        self.text = text
        self.body = body
    }

    /// `value.name`, bound to the value.
    static func method(_ name: String, of owner: Value, _ body: @escaping Body) -> Value {
        .object(
            FunctionObject(
                type: "builtin_function_or_method",
                text: "<built-in method \(name) of \(owner.typeName) object at \(Object.address)>", body))
    }

    /// A function written in Python.
    static func function(_ name: String, _ body: @escaping Body) -> Value {
        .object(FunctionObject(type: "function", text: "<function \(name) at \(Object.address)>", body))
    }

    /// A class, which makes values when it is called.
    static func type(_ name: String, _ body: @escaping Body) -> Value {
        .object(FunctionObject(type: "type", text: "<class '\(name)'>", body))
    }

    override var typeName: String { type }
    override var isCallable: Bool { true }
    override func representation(_ machine: Machine) throws(TemplateError) -> String { text }
    override func call(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value? {
        try machine.step()
        return try body(arguments, machine)
    }
}
