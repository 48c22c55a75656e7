import JSON

/// One function of the JSONPath query language (specification, "Intrinsic Functions"; developer guide).
protocol IntrinsicFunction: Sendable {
    /// Its name without `States.`.
    static var name: String { get }
    /// How many arguments it takes.
    static var arity: ClosedRange<Int> { get }
    /// The result for arguments whose count was checked.
    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON
}

/// Why a function cannot be applied to its arguments.
struct IntrinsicError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

// MARK: - Arguments

extension [JSON] {
    /// The array that must stand at a place.
    func array(_ index: Int, of function: String) throws(IntrinsicError) -> [JSON] {
        guard case .array(let elements) = self[index] else {
            throw IntrinsicError("Invalid arguments in \(function): argument \(index + 1) must be an array")
        }
        return elements
    }

    /// The string that must stand at a place.
    func string(_ index: Int, of function: String) throws(IntrinsicError) -> String {
        guard case .string(let string) = self[index] else {
            throw IntrinsicError("Invalid arguments in \(function): argument \(index + 1) must be a string")
        }
        return string
    }

    /// The number that must stand at a place, rounded to a whole one with halves up, as the functions take it.
    func integer(_ index: Int, of function: String) throws(IntrinsicError) -> Int64 {
        guard case .number(let number) = self[index] else {
            throw IntrinsicError("Invalid arguments in \(function): argument \(index + 1) must be a number")
        }
        if let exact = number.int64 { return exact }
        let rounded = (number.double + 0.5).rounded(.down)
        guard let whole = Int64(exactly: rounded) else {
            throw IntrinsicError("Invalid arguments in \(function): argument \(index + 1) is out of range")
        }
        return whole
    }
}
