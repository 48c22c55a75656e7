import Foundation

/// Numbers: conversion, rounding, sums.
enum NumberFilters {
    static let all: [String: Filter] = [
        "abs": Filter("abs", ["x"]) { bound, machine throws(TemplateError) in try absolute(bound.value(0)) },
        "int": Filter("do_int", ["value", "default", "base"]) { bound, machine throws(TemplateError) in
            try integer(bound, machine)
        },
        "float": Filter("do_float", ["value", "default"]) { bound, machine throws(TemplateError) in
            try float(bound.value(0)) ?? bound[1] ?? .float(0)
        },
        "round": Filter("do_round", ["value", "precision", "method"]) { bound, machine throws(TemplateError) in
            try rounded(bound, machine)
        },
        "sum": Filter("sync_do_sum", ["iterable", "attribute", "start"]) { bound, machine throws(TemplateError) in
            try sum(bound, machine)
        },
    ]

    private static func absolute(_ value: Value) throws(TemplateError) -> Value {
        switch value {
        case .float(let number): return .float(number.magnitude)
        case .undefined(let undefined) where undefined.isSilent: throw undefined.error
        default:
            guard let integer = value.integer else {
                throw TemplateError(.type, "bad operand type for abs(): '\(value.typeName)'")
            }
            return .int(integer.isNegative ? -integer : integer)
        }
    }

    /// `int(value, base)`, else `int(float(value))`, else the default.
    private static func integer(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let value = bound.value(0)
        let fallback = bound[1] ?? .integer(0)
        switch value {
        case .undefined(let undefined): throw undefined.error
        case .float(let number):
            guard !number.isInfinite else {
                throw TemplateError(.overflow, "cannot convert float infinity to integer")
            }
            return number.isNaN ? fallback : .int(Integer(truncating: number))
        case .string(let text):
            let base = try bound.int(2, default: 10)
            if base == 0 || (2...36).contains(base), let integer = PythonNumber.integer(text.string, base: base) {
                return .int(integer)
            }
            guard let number = PythonNumber.float(text.string), number.isFinite else { return fallback }
            return .int(Integer(truncating: number))
        default: return value.integer.map(Value.int) ?? fallback
        }
    }

    /// `float(value)`; `nil` where Python raises TypeError or ValueError.
    private static func float(_ value: Value) throws(TemplateError) -> Value? {
        switch value {
        case .undefined(let undefined): throw undefined.error
        case .string(let text): return PythonNumber.float(text.string).map(Value.float)
        default:
            guard let number = value.number else { return nil }
            guard number.isFinite || value.integer == nil else {
                throw TemplateError(.overflow, "int too large to convert to float")
            }
            return .float(number)
        }
    }

    // MARK: - round

    private static func rounded(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let value = bound.value(0)
        let precision = try bound.int(1, default: 0)
        let method = bound[2]?.string ?? "common"
        guard ["common", "ceil", "floor"].contains(method) else {
            throw TemplateError(.filterArgument, "method must be common, ceil or floor")
        }
        guard method != "common" else { return try rounded(value, precision) }
        let factor = try Arithmetic.apply("**", .integer(10), .integer(precision), machine)
        let scaled = try Arithmetic.apply("*", value, factor, machine)
        let whole: Value
        switch scaled {
        case .float(let number):
            guard number.isFinite else {
                throw number.isNaN
                    ? TemplateError(.value, "cannot convert float NaN to integer")
                    : TemplateError(.overflow, "cannot convert float infinity to integer")
            }
            whole = .int(Integer(truncating: method == "ceil" ? number.rounded(.up) : number.rounded(.down)))
        case .int: whole = scaled
        default: throw TemplateError(.type, "must be real number, not \(scaled.typeName)")
        }
        return try Arithmetic.apply("/", whole, factor, machine)
    }

    /// `round(value, precision)`: halves go to the even digit, of the exact value.
    private static func rounded(_ value: Value, _ precision: Int) throws(TemplateError) -> Value {
        if case .float(let number) = value {
            guard number.isFinite, precision < 324 else { return value }
            guard precision >= -308 else { return .float(number < 0 ? -0.0 : 0) }
            let text = FloatText.rounded(number.magnitude, places: precision)
            return .float(Double(signOf: number, magnitudeOf: Double(text) ?? 0))
        }
        guard let integer = value.integer else {
            throw TemplateError(.type, "type \(value.typeName) doesn't define __round__ method")
        }
        guard precision < 0 else { return .int(integer) }
        guard precision > -1000, let unit = Integer(10).power(-precision) else { return .integer(0) }
        let (quotient, remainder) = integer.floorDivided(by: unit)
        let twice = remainder + remainder
        let isOdd = !quotient.floorDivided(by: Integer(2)).remainder.isZero
        let goesUp = unit < twice || (twice == unit && isOdd)
        return .int((goesUp ? quotient + Integer(1) : quotient) * unit)
    }

    private static func sum(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        var total = bound[2] ?? .integer(0)
        if total.string != nil {
            throw TemplateError(.type, "sum() can't sum strings [use ''.join(seq) instead]")
        }
        for value in try bound.value(0).elements(machine) {
            let part = try bound.optional(1).map { path throws(TemplateError) in
                try FilteredValue.attribute(path, of: value, machine)
            }
            total = try Arithmetic.apply("+", total, part ?? value, machine)
        }
        return total
    }
}
