/// What a function takes: `<s-nn?:s>` (the language's reference, "Function signature syntax").
struct JSONataSignature: Sendable {
    /// One letter for each type of value.
    typealias Symbol = UInt8

    private struct Parameter: Sendable {
        /// The letters that are accepted, a bit each.
        var accepted: UInt32
        var isArray = false
        /// The type of the elements of an array.
        var elements: String?
        /// Whether the context takes the place of a missing argument.
        var takesContext = false
        var isOptional = false
        var isRepeated = false
    }

    private var parameters: [Parameter] = []

    private static func bits(_ symbols: some Sequence<Symbol>) -> UInt32 { symbols.reduce(0) { $0 | bit($1) } }

    @inline(__always)
    private static func bit(_ symbol: Symbol) -> UInt32 { 1 << UInt32(symbol & 31) }

    init(parsing text: String, at offset: Int = 0) throws(JSONataError) {
        let symbols = Array(text.utf8)
        var position = 1
        while position < symbols.count, symbols[position] != UInt8(ascii: ":") {
            guard parameters.count < 64 else { throw JSONataError(limit: .depth) }
            switch Character(Unicode.Scalar(symbols[position])) {
            case "s", "n", "b", "l", "o":
                parameters.append(Parameter(accepted: Self.bits([symbols[position], UInt8(ascii: "m")])))
            case "a": parameters.append(Parameter(accepted: Self.bits("asnblfom".utf8), isArray: true))
            case "f": parameters.append(Parameter(accepted: Self.bits("f".utf8)))
            case "j": parameters.append(Parameter(accepted: Self.bits("asnblom".utf8)))
            case "x": parameters.append(Parameter(accepted: Self.bits("asnblfom".utf8)))
            case "-":
                guard !parameters.isEmpty else { break }
                parameters[parameters.count - 1].takesContext = true
            case "?":
                guard !parameters.isEmpty else { break }
                parameters[parameters.count - 1].isOptional = true
            case "+":
                guard !parameters.isEmpty else { break }
                parameters[parameters.count - 1].isRepeated = true
            case "(":
                let end = Self.closing(symbols, position, "(", ")")
                let choice = symbols[min(position + 1, end)..<end]
                guard !choice.contains(UInt8(ascii: "<")) else {
                    throw JSONataError("S0402", at: offset + position, ["value": Self.json(choice)])
                }
                parameters.append(Parameter(accepted: Self.bits(choice + [UInt8(ascii: "m")])))
                position = end
            case "<":
                guard let last = parameters.indices.last,
                    parameters[last].isArray || parameters[last].accepted == Self.bits("f".utf8)
                else { throw JSONataError("S0401", at: offset + position) }
                let end = Self.closing(symbols, position, "<", ">")
                parameters[last].elements = String(decoding: symbols[min(position + 1, end)..<end], as: UTF8.self)
                position = end
            default: break
            }
            position += 1
        }
    }

    private static func json(_ symbols: ArraySlice<Symbol>) -> String {
        JSONataText.quoted(String(decoding: symbols, as: UTF8.self))
    }

    /// The place of the bracket that closes the one at the start.
    private static func closing(_ symbols: [Symbol], _ start: Int, _ open: Character, _ close: Character) -> Int {
        var depth = 1
        var position = start
        while position + 1 < symbols.count {
            position += 1
            if symbols[position] == close.asciiValue {
                depth -= 1
                if depth == 0 { break }
            } else if symbols[position] == open.asciiValue {
                depth += 1
            }
        }
        return position
    }
}

// MARK: - Validation

extension JSONataSignature {
    /// The arguments as the function takes them: with the context where one is missing, with arrays around single
    /// values.
    func validate(_ arguments: [JSONataValue], context: JSONataValue) throws(JSONataError) -> [JSONataValue] {
        if let result = try validateInOrder(arguments) { return result }
        let symbols = arguments.map(\.symbol)
        guard let lengths = match(symbols) else { throw mismatch(arguments, symbols) }
        var result: [JSONataValue] = []
        result.reserveCapacity(parameters.count)
        var index = 0
        for (parameter, length) in zip(parameters, lengths) {
            if length == 0 {
                result.append(try missing(parameter, arguments, index, context))
                if !parameter.takesContext { index += 1 }
                continue
            }
            for _ in 0..<length {
                // After an optional parameter that is missing, the next one comes too late: so it is in the reference.
                let argument = index < arguments.count ? arguments[index] : .undefined
                result.append(try parameter.isArray ? array(parameter, argument, index) : argument)
                index += 1
            }
        }
        return result
    }

    /// The usual case: each argument is the parameter's at its place, and of the rest none is needed.
    private func validateInOrder(_ arguments: [JSONataValue]) throws(JSONataError) -> [JSONataValue]? {
        guard arguments.count <= parameters.count else { return nil }
        var hasArrays = false
        for (index, parameter) in parameters.enumerated() {
            if index < arguments.count {
                guard !parameter.isRepeated, parameter.accepted & Self.bit(arguments[index].symbol) != 0 else {
                    return nil
                }
                hasArrays = hasArrays || parameter.isArray
            } else if !parameter.isOptional || parameter.takesContext {
                return nil
            }
        }
        guard hasArrays else { return arguments }
        var result = arguments
        for (index, parameter) in parameters.enumerated() where index < result.count && parameter.isArray {
            result[index] = try array(parameter, result[index], index)
        }
        return result
    }

    private func missing(
        _ parameter: Parameter, _ arguments: [JSONataValue], _ index: Int, _ context: JSONataValue
    ) throws(JSONataError) -> JSONataValue {
        guard parameter.takesContext else { return index < arguments.count ? arguments[index] : .undefined }
        guard parameter.accepted & Self.bit(context.symbol) != 0 else {
            throw JSONataError("T0411", ["value": context.summary, "index": "\(index + 1)"])
        }
        return context
    }

    private func array(
        _ parameter: Parameter, _ argument: JSONataValue, _ index: Int
    ) throws(JSONataError) -> JSONataValue {
        let symbol = argument.symbol
        guard symbol != UInt8(ascii: "m") else { return .undefined }
        let isArray = symbol == UInt8(ascii: "a")
        if let elements = parameter.elements, let wanted = elements.utf8.first {
            let fits =
                isArray
                ? argument.allElements { $0.symbol == wanted } : elements.utf8.count == 1 && symbol == wanted
            guard fits else {
                let type = ["a": "arrays", "b": "booleans", "f": "functions", "n": "numbers", "o": "objects"][elements]
                throw JSONataError(
                    "T0412",
                    [
                        "value": argument.summary, "index": "\(index + 1)",
                        "type": JSONataText.quoted(type ?? "strings"),
                    ])
            }
        }
        return isArray ? argument : .array(JSONataArray([argument]))
    }

    /// How many arguments each parameter takes; as many as possible for the earlier ones.
    private func match(_ symbols: [Symbol]) -> [Int]? {
        var lengths: [Int] = []
        var failed: Set<Int> = []
        func match(_ parameter: Int, _ position: Int) -> Bool {
            guard parameter < parameters.count else { return position == symbols.count }
            let place = parameter * (symbols.count + 1) + position
            guard !failed.contains(place) else { return false }
            let accepted = parameters[parameter]
            var longest = 0
            let most = accepted.isRepeated ? symbols.count : 1
            while longest < most, position + longest < symbols.count,
                accepted.accepted & Self.bit(symbols[position + longest]) != 0
            {
                longest += 1
            }
            let least = accepted.isOptional || accepted.takesContext ? 0 : 1
            while longest >= least {
                lengths.append(longest)
                if match(parameter + 1, position + longest) { return true }
                lengths.removeLast()
                longest -= 1
            }
            failed.insert(place)
            return false
        }
        return match(0, 0) ? lengths : nil
    }

    /// The error that names the first argument that does not fit.
    private func mismatch(_ arguments: [JSONataValue], _ symbols: [Symbol]) -> JSONataError {
        var position = 0
        for parameter in parameters {
            let fits = position < symbols.count && parameter.accepted & Self.bit(symbols[position]) != 0
            if fits {
                position += 1
                while parameter.isRepeated, position < symbols.count,
                    parameter.accepted & Self.bit(symbols[position]) != 0
                {
                    position += 1
                }
            } else if !parameter.isOptional, !parameter.takesContext {
                break
            }
        }
        let value = position < arguments.count ? arguments[position].summary : "null"
        return JSONataError("T0410", ["value": value, "index": "\(position + 1)"])
    }
}
