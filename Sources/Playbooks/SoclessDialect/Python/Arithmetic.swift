import Foundation

/// `+ - * / // % **` of Python.
enum Arithmetic {
    static func apply(
        _ sign: String, _ left: Value, _ right: Value, _ machine: Machine
    ) throws(TemplateError) -> Value {
        if case .undefined(let undefined) = left, !(sign == "%" && right.string != nil) { throw undefined.error }
        if sign == "%", case .string(let format) = left {
            return .string(
                Text(try PercentFormat.format(format, right, machine), isSafe: format.isSafe))
        }
        if case .undefined(let undefined) = right { throw undefined.error }
        if let one = left.integer, let two = right.integer {
            // Big numbers take time with the product of their lengths.
            try machine.step(one.bitWidth * two.bitWidth >> 16)
            return try integers(sign, one, two, machine)
        }
        if let one = left.number, let two = right.number {
            _ = try finite(left)
            _ = try finite(right)
            return .float(try floats(sign, one, two))
        }
        if sign == "+", let sum = try concatenated(left, right, machine) { return sum }
        if sign == "*", let product = try repeated(left, right, machine) { return product }
        throw mismatch(sign, left, right)
    }

    private static func finite(_ value: Value) throws(TemplateError) -> Double {
        let number = value.number ?? .nan
        if value.integer != nil, number.isInfinite {
            throw TemplateError(.overflow, "int too large to convert to float")
        }
        return number
    }

    private static func mismatch(_ sign: String, _ left: Value, _ right: Value) -> TemplateError {
        if sign == "+" {
            switch left {
            case .string:
                return TemplateError(.type, "can only concatenate str (not \"\(right.typeName)\") to str")
            case .list: return TemplateError(.type, "can only concatenate list (not \"\(right.typeName)\") to list")
            case .tuple: return TemplateError(.type, "can only concatenate tuple (not \"\(right.typeName)\") to tuple")
            default: break
            }
        }
        if sign == "*" {
            for (sequence, factor) in [(left, right), (right, left)] {
                switch sequence {
                case .string, .list, .tuple:
                    return TemplateError(
                        .type, "can't multiply sequence by non-int of type '\(factor.typeName)'")
                default: break
                }
            }
        }
        let name = sign == "**" ? "** or pow()" : sign
        return TemplateError(
            .type, "unsupported operand type(s) for \(name): '\(left.typeName)' and '\(right.typeName)'")
    }

    // MARK: - Numbers

    private static func integers(
        _ sign: String, _ left: Integer, _ right: Integer, _ machine: Machine
    ) throws(TemplateError) -> Value {
        switch sign {
        case "+": return .int(left + right)
        case "-": return .int(left - right)
        case "*":
            guard left.bitWidth + right.bitWidth <= Integer.maximumBits else { throw tooLarge }
            return .int(left * right)
        case "/":
            guard !right.isZero else { throw TemplateError(.zeroDivision, "division by zero") }
            guard let quotient = left.trueDivided(by: right) else {
                throw TemplateError(.overflow, "integer division result too large for a float")
            }
            return .float(quotient)
        case "//", "%":
            guard !right.isZero else {
                throw TemplateError(
                    .zeroDivision, sign == "%" ? "integer modulo by zero" : "integer division or modulo by zero")
            }
            let (quotient, remainder) = left.floorDivided(by: right)
            return .int(sign == "%" ? remainder : quotient)
        default:
            if right.isNegative {
                guard !left.isZero else {
                    throw TemplateError(.zeroDivision, "0.0 cannot be raised to a negative power")
                }
                return .float(pow(left.double, right.double))
            }
            if left == .small(0) || left == .small(1) { return .int(right.isZero ? Integer(1) : left) }
            if left == .small(-1) {
                return .int(right.floorDivided(by: Integer(2)).remainder.isZero ? Integer(1) : left)
            }
            guard let exponent = right.int, exponent <= Integer.maximumBits, let power = left.power(exponent) else {
                throw tooLarge
            }
            try machine.step(power.bitWidth * power.bitWidth >> 16)
            return .int(power)
        }
    }

    private static var tooLarge: TemplateError {
        TemplateError(.limit, "a whole number has more than \(Integer.maximumBits) bits")
    }

    private static func floats(_ sign: String, _ left: Double, _ right: Double) throws(TemplateError) -> Double {
        switch sign {
        case "+": return left + right
        case "-": return left - right
        case "*": return left * right
        case "/":
            guard right != 0 else { throw TemplateError(.zeroDivision, "float division by zero") }
            return left / right
        case "//":
            guard right != 0 else { throw TemplateError(.zeroDivision, "float floor division by zero") }
            return floorDivision(left, right).quotient
        case "%":
            guard right != 0 else { throw TemplateError(.zeroDivision, "float modulo") }
            return floorDivision(left, right).remainder
        default: return try power(left, right)
        }
    }

    /// As `float_divmod` of CPython: the remainder has the sign of the divisor.
    private static func floorDivision(_ left: Double, _ right: Double) -> (quotient: Double, remainder: Double) {
        var remainder = fmod(left, right)
        var quotient = (left - remainder) / right
        if remainder != 0 {
            if (right < 0) != (remainder < 0) {
                remainder += right
                quotient -= 1
            }
        } else {
            remainder = Double(signOf: right, magnitudeOf: 0)
        }
        if quotient != 0 {
            let floor = quotient.rounded(.down)
            quotient = quotient - floor > 0.5 ? floor + 1 : floor
        } else {
            quotient = Double(signOf: left / right, magnitudeOf: 0)
        }
        return (quotient, remainder)
    }

    private static func power(_ left: Double, _ right: Double) throws(TemplateError) -> Double {
        if left == 0, right < 0 {
            throw TemplateError(.zeroDivision, "0.0 cannot be raised to a negative power")
        }
        if left < 0, left.isFinite, right.isFinite, right != right.rounded() {
            throw TemplateError(.unsupported, "complex numbers: the root of a negative number")
        }
        let result = pow(left, right)
        if result.isInfinite, left.isFinite, right.isFinite {
            throw TemplateError(.overflow, "(34, 'Numerical result out of range')")
        }
        return result
    }

    static func negated(_ value: Value, sign: String) throws(TemplateError) -> Value {
        switch value {
        case .float(let number): return .float(sign == "-" ? -number : number)
        case .undefined(let undefined): throw undefined.error
        default:
            guard let integer = value.integer else {
                throw TemplateError(.type, "bad operand type for unary \(sign): '\(value.typeName)'")
            }
            return .int(sign == "-" ? -integer : integer)
        }
    }

    // MARK: - Sequences

    private static func concatenated(
        _ left: Value, _ right: Value, _ machine: Machine
    ) throws(TemplateError) -> Value? {
        switch (left, right) {
        case (.string(let one), .string(let two)):
            try machine.spend(one.string.utf8.count + two.string.utf8.count)
            guard one.isSafe || two.isSafe else { return .text(one.string + two.string) }
            return .string(Text(HTML.escaped(one) + HTML.escaped(two), isSafe: true))
        case (.list(let one), .list(let two)):
            try machine.spend(one.values.count + two.values.count)
            return .items(one.values + two.values)
        case (.tuple(let one), .tuple(let two)):
            try machine.spend(one.count + two.count)
            return .tuple(one + two)
        default: return nil
        }
    }

    private static func repeated(
        _ left: Value, _ right: Value, _ machine: Machine
    ) throws(TemplateError) -> Value? {
        if let count = right.integer, left.integer == nil { return try repeated(left, times: count, machine) }
        if let count = left.integer, right.integer == nil { return try repeated(right, times: count, machine) }
        return nil
    }

    private static func repeated(
        _ value: Value, times count: Integer, _ machine: Machine
    ) throws(TemplateError) -> Value? {
        let times = count.isNegative ? 0 : count.int ?? Int.max
        func spend(_ size: Int) throws(TemplateError) {
            let (total, overflow) = size.multipliedReportingOverflow(by: times)
            try machine.spend(overflow ? Int.max : total)
        }
        switch value {
        case .string(let text):
            try spend(text.string.utf8.count)
            return .string(
                Text(text.string.isEmpty ? "" : String(repeating: text.string, count: times), isSafe: text.isSafe))
        case .list(let list):
            try spend(list.values.count)
            return .items(list.values.isEmpty ? [] : Array(repeatElement(list.values, count: times).joined()))
        case .tuple(let values):
            try spend(values.count)
            return .tuple(values.isEmpty ? [] : Array(repeatElement(values, count: times).joined()))
        default: return nil
        }
    }
}
