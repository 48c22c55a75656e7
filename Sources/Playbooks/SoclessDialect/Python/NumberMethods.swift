/// Attributes and methods of numbers.
enum NumberMethods {
    static func attribute(_ name: String, _ value: Value) -> Value? {
        func method(_ body: @escaping FunctionObject.Body) -> Value { FunctionObject.method(name, of: value, body) }
        switch (name, value) {
        case ("real", .float), ("real", .int): return value
        case ("real", .bool), ("numerator", .bool), ("numerator", .int): return value.integer.map(Value.int)
        case ("imag", .float): return .float(0)
        case ("imag", _): return .integer(0)
        case ("denominator", .int), ("denominator", .bool): return .integer(1)
        case ("bit_length", .int), ("bit_length", .bool):
            return method { _, _ in .integer(value.integer?.bitWidth ?? 0) }
        case ("conjugate", _): return method { _, _ in value }
        case ("is_integer", .float(let number)):
            return method { _, _ in .bool(number.isFinite && number == number.rounded()) }
        default: return nil
        }
    }
}
