/// A filter: `value | name(…)`.
struct Filter: Sendable {
    typealias Body = @Sendable (Bound, Machine) throws(TemplateError) -> Value
    private let signature: Signature
    private let body: Body

    /// - Parameters:
    ///   - function: The name of Python's function, for sentences about wrong arguments.
    ///   - names: Its parameters, the filtered value first.
    init(_ function: String, _ names: [String], required: Int = 1, _ body: @escaping Body) {
        signature = Signature(function, names, required: required)
        self.body = body
    }

    func callAsFunction(
        _ value: Value, _ arguments: Arguments, _ machine: Machine
    ) throws(TemplateError) -> Value {
        var all = arguments
        all.positional.insert(value, at: 0)
        return try self(all, machine)
    }

    /// As a function, without a value before it.
    func callAsFunction(_ arguments: Arguments, _ machine: Machine) throws(TemplateError) -> Value {
        try body(try signature.bind(arguments), machine)
    }
}

/// All filters of Jinja and SOCless, a family a file.
enum Filters {
    private static let table: [String: Filter] = [
        CaseFilters.all, EscapeFilters.all, FormatFilters.all, GroupFilters.all, NumberFilters.all,
        SequenceFilters.all, SoclessFunctions.filters, SortFilters.all, TextFilters.all, UndefinedFilters.all,
        WrapFilters.all,
    ].reduce(into: [:]) { table, family in table.merge(family) { _, new in new } }

    /// Filters that take any arguments: they hand them on.
    private static let selections: Set = ["map", "select", "reject", "selectattr", "rejectattr", "format"]

    static func exists(_ name: String) -> Bool { table[name] != nil || selections.contains(name) }

    /// - Parameter isNamedByValue: Whether a value names the filter, as in `map('upper')`, and not the template's text.
    static func call(
        _ name: String, _ value: Value, _ arguments: Arguments, _ machine: Machine, isNamedByValue: Bool = false
    ) throws(TemplateError) -> Value {
        try machine.step(1 + (value.string?.utf8.count ?? 0) / 64)
        if selections.contains(name) { return try SelectionFilters.call(name, value, arguments, machine) }
        guard let filter = table[name] else {
            throw TemplateError(
                .templateRuntime, "No filter named \(Representation.quoted(name))\(isNamedByValue ? "" : " found").")
        }
        return try machine.deeper { () throws(TemplateError) in try filter(value, arguments, machine) }
    }

    // MARK: - What families share

    /// `soft_str`: text as it is, anything else as `str()` of it.
    static func text(_ value: Value, _ machine: Machine) throws(TemplateError) -> Text {
        if case .string(let text) = value { return text }
        return Text(try Representation.text(value, machine))
    }

    static func ignoringCase(_ value: Value) -> Value {
        guard case .string(let text) = value else { return value }
        return .string(Text(StringMethods.lower(text.string), isSafe: text.isSafe))
    }

    /// Reads what the argument `attribute` names: `a.b.0`, or an index.
    static func attribute(
        _ path: Value, of value: Value, default fallback: Value? = nil, _ machine: Machine
    ) throws(TemplateError) -> Value {
        var current = value
        for part in parts(path) {
            current = try Interpreter.item(current, part, machine)
            if current.isUndefined, let fallback, !fallback.isNone { current = fallback }
        }
        return current
    }

    private static func parts(_ path: Value) -> [Value] {
        switch path {
        case .null: []
        case .string(let text):
            text.string.split(separator: ".", omittingEmptySubsequences: false).map { part in
                !part.isEmpty && part.unicodeScalars.allSatisfy(PythonCharacter.isDigit)
                    ? Integer(decimal: part).map(Value.int) ?? .text(String(part)) : .text(String(part))
            }
        default: [path]
        }
    }
}
