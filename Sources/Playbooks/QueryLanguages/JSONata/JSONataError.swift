/// Why an expression is none, or why it has no result.
///
/// Codes and messages are those of the language's reference implementation.
public struct JSONataError: Error, Hashable, Sendable {
    /// The kind of error: S0xxx are those of the expression's text, T0xxx to T2xxx of types, D1xxx to D3xxx of values;
    /// U1001 means that a limit is reached.
    public let code: String
    /// The place in the expression, where it is known; from 0, counted in Unicode scalars.
    public internal(set) var offset: Int?
    /// The limit that was reached, when it was one.
    public let limit: EvaluationError.Code?
    /// The operator or function that it is about.
    var token: String?
    private var inserts: [String: String]

    /// - Parameter inserts: what the message names, as JSON text.
    init(_ code: String, at offset: Int? = nil, token: String? = nil, _ inserts: [String: String] = [:]) {
        self.code = code
        self.offset = offset
        self.token = token
        self.inserts = inserts
        limit = nil
    }

    init(_ error: EvaluationError) {
        code = "U1001"
        offset = nil
        token = nil
        inserts = ["message": error.description]
        limit = error.code
    }

    init(limit: EvaluationError.Code) { self.init(EvaluationError(limit)) }

    /// The fault in a sentence.
    public var message: String {
        var text = ""
        var rest = JSONataMessages.template(code)[...]
        while let open = rest.firstIndex(of: "{"), rest[open...].hasPrefix("{{") {
            text += rest[..<open]
            let isRaw = rest[open...].hasPrefix("{{{")
            let braces = isRaw ? 3 : 2
            let start = rest.index(open, offsetBy: braces)
            guard let close = rest[start...].firstIndex(of: "}") else { break }
            text += insert(String(rest[start..<close]), isRaw: isRaw)
            rest = rest[rest.index(close, offsetBy: braces)...]
        }
        return text + rest
    }

    /// The error with operator or function and place, where it does not know them yet.
    func naming(_ token: String?, at offset: Int? = nil) -> JSONataError {
        var result = self
        result.token = result.token ?? token
        result.offset = result.offset ?? offset
        return result
    }

    private func insert(_ name: String, isRaw: Bool) -> String {
        if name == "token" {
            guard let token else { return "" }
            return isRaw ? token : JSONataText.quoted(token)
        }
        return inserts[name] ?? ""
    }
}

extension JSONataError: CustomStringConvertible {
    /// Code and fault: `T2001: The left side of the "+" operator must evaluate to a number`.
    public var description: String { "\(code): \(message)" }
}
