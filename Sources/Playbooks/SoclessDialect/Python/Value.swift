/// A value as Python has it. Lists, dictionaries and objects are references, so that templates can change them.
///
/// Values live inside one evaluation and never leave it: what goes in and comes out is JSON.
enum Value {
    case null
    case bool(Bool)
    case int(Integer)
    case float(Double)
    case string(Text)
    case tuple([Value])
    case list(List)
    case dict(Dict)
    case undefined(Undefined)
    case object(Object)

    static func text(_ string: String) -> Value { .string(Text(string)) }
    static func integer(_ value: Int) -> Value { .int(Integer(value)) }
    static func items(_ values: [Value]) -> Value { .list(List(values)) }
}

/// A string; safe ones are what `markupsafe.Markup` is: text that needs no escape in HTML.
struct Text {
    var string: String
    var isSafe: Bool

    init(_ string: String, isSafe: Bool = false) {
        self.string = string
        self.isSafe = isSafe
    }
}

/// A Python list.
final class List: Clearable {
    var values: [Value]
    init(_ values: [Value]) { self.values = values }
    func clear() { values = [] }
}

/// What stands for a name or member that is not there.
struct Undefined {
    /// What is said instead of the usual sentence.
    var hint: String?
    /// The type of what was asked, `dict object`; `nil` for variables.
    var owner: String?
    /// What was asked for: a name, or the `repr` of an index.
    var name: String
    var isIndex = false
    /// Whether it may be printed and tested all the same, as Jinja's `Undefined` and not its `StrictUndefined`.
    var isSilent = false

    var message: String {
        if let hint { return hint }
        guard let owner else { return "\(Representation.quoted(name)) is undefined" }
        return isIndex
            ? "\(owner) has no element \(name)"
            : "'\(owner)' has no attribute \(Representation.quoted(name))"
    }

    var error: TemplateError { TemplateError(.undefined, message) }
}

/// Everything else that Python has: functions, iterators, ranges, sets, namespaces.
class Object {
    /// The name of the type, as `type(value).__name__`.
    var typeName: String { "object" }
    /// The name with the module before it, for sentences about what is undefined.
    var qualifiedTypeName: String { typeName }
    /// Whether it can be the key of a dictionary.
    var isHashable: Bool { true }
    /// An attribute; `nil` when there is none.
    func attribute(_ name: String, _ machine: Machine) throws(TemplateError) -> Value? { nil }
    /// `repr(self)`.
    func representation(_ machine: Machine) throws(TemplateError) -> String {
        "<\(qualifiedTypeName) object at \(Self.address)>"
    }
    /// `iter(self)`; `nil` when it cannot be iterated.
    func iterator(_ machine: Machine) throws(TemplateError) -> Iterator? { nil }
    /// `len(self)`; `nil` when it has no length.
    func length(_ machine: Machine) throws(TemplateError) -> Int? { nil }
    /// `self[index]`; `nil` when it has no items at all.
    func item(_ index: Value, _ machine: Machine) throws(TemplateError) -> Value? { nil }
    /// `self(…)`; `nil` when it cannot be called.
    func call(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value? { nil }
    var isCallable: Bool { false }
    /// `bool(self)`.
    func truth(_ machine: Machine) throws(TemplateError) -> Bool { try length(machine).map { $0 > 0 } ?? true }
    /// `self == other`.
    func equals(_ other: Object, _ machine: Machine) throws(TemplateError) -> Bool { self === other }

    /// Where Python would print a place in memory.
    static let address = "0x7f0000000000"
}

/// The arguments of a call.
struct Arguments {
    var positional: [Value] = []
    var keywords: [(name: String, value: Value)] = []

    init(_ positional: [Value] = [], keywords: [(name: String, value: Value)] = []) {
        self.positional = positional
        self.keywords = keywords
    }

    var isEmpty: Bool { positional.isEmpty && keywords.isEmpty }
}
