import JSON

/// `States.Format(template, a, b, …)`: the template with its `{}` replaced by the arguments, in order.
enum FormatFunction: IntrinsicFunction {
    static let name = "Format"
    static let arity = 1...Int.max

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let template = Array(try arguments.string(0, of: "States.Format").utf8)
        var output: [UInt8] = []
        var used = 0
        var index = 0
        while index < template.count {
            let byte = template[index]
            let next = index + 1 < template.count ? template[index + 1] : 0
            if byte == UInt8(ascii: "\\"), Array(#"'{}\"#.utf8).contains(next) {
                output.append(next)
                index += 2
            } else if byte == UInt8(ascii: "{"), next == UInt8(ascii: "}") {
                used += 1
                guard used < arguments.count else { throw IntrinsicError("There are more {} than arguments") }
                output.append(contentsOf: text(arguments[used]).utf8)
                index += 2
            } else {
                output.append(byte)
                index += 1
            }
        }
        guard used == arguments.count - 1 else { throw IntrinsicError("There are more arguments than {}") }
        return .string(String(decoding: output, as: UTF8.self))
    }

    /// A value as the service writes it: strings as they are, objects as `{name=value}`.
    private static func text(_ value: JSON) -> String {
        switch value {
        case .string(let string): string
        case .array(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
        case .object(let object): "{" + object.map { "\($0.key)=\(text($0.value))" }.joined(separator: ", ") + "}"
        default: value.text()
        }
    }
}
