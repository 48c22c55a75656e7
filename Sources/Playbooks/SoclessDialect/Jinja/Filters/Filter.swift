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
