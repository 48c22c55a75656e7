/// Cutting into parts, and joining and replacing them.
extension StringMethods {
    static func splits(_ name: String, _ text: Text) -> FunctionObject.Body? {
        switch name {
        case "split", "rsplit":
            return { arguments, machine throws(TemplateError) in
                let bound = try Signature(name, ["sep", "maxsplit"], required: 0).bind(arguments)
                let limit = try bound.int(1, default: -1)
                let separator = try self.text(Arguments([bound.value(0)]), 0, text, name)
                try machine.spend(text.string.utf8.count)
                let pieces = try StringSplit.split(
                    text.string, separator: separator, limit: limit, fromEnd: name == "rsplit")
                return .items(pieces.map { result($0, like: text) })
            }
        case "splitlines":
            return { arguments, machine throws(TemplateError) in
                let bound = try Signature(name, ["keepends"], required: 0).bind(arguments)
                let keeps = try bound.truth(0, default: false, machine)
                try machine.spend(text.string.utf8.count)
                return .items(StringSplit.lines(text.string, keepingEnds: keeps).map { result($0, like: text) })
            }
        case "partition", "rpartition":
            return { arguments, machine throws(TemplateError) in
                let separator = try required(arguments, 0, text, name)
                guard !separator.isEmpty else { throw TemplateError(.value, "empty separator") }
                let scalars = Array(text.string.unicodeScalars)
                let part = Array(separator.unicodeScalars)
                let place =
                    name == "partition"
                    ? StringSearch.find(scalars, part, from: 0)
                    : StringSearch.findLast(scalars, part, before: scalars.count)
                let pieces: [String]
                if let place {
                    pieces = [
                        StringSplit.string(scalars[..<place]), separator,
                        StringSplit.string(scalars[(place + part.count)...]),
                    ]
                } else {
                    pieces = name == "partition" ? [text.string, "", ""] : ["", "", text.string]
                }
                return .tuple(pieces.map { result($0, like: text) })
            }
        default: return nil
        }
    }

    static func parts(_ name: String, _ text: Text) -> FunctionObject.Body? {
        switch name {
        case "join":
            return { arguments, machine throws(TemplateError) in
                try ListMethods.count(arguments, 1, "str.join")
                guard try arguments.positional[0].iterator(machine) != nil else {
                    throw TemplateError(.type, "can only join an iterable")
                }
                var pieces: [String] = []
                for (index, value) in try arguments.positional[0].elements(machine).enumerated() {
                    if text.isSafe {
                        pieces.append(try HTML.escaped(value, machine).string)
                        continue
                    }
                    if case .undefined(let undefined) = value { throw undefined.error }
                    guard let piece = value.string else {
                        throw TemplateError(
                            .type, "sequence item \(index): expected str instance, \(value.typeName) found")
                    }
                    try machine.spend(piece.utf8.count + text.string.utf8.count)
                    pieces.append(piece)
                }
                return result(pieces.joined(separator: text.string), like: text)
            }
        case "replace":
            return { arguments, machine throws(TemplateError) in
                let old = try required(arguments, 0, text, name)
                let new = try required(arguments, 1, text, name)
                return result(
                    try StringSplit.replaced(text.string, old, new, try integer(arguments, 2, -1), machine), like: text)
            }
        case "strip", "lstrip", "rstrip":
            return { arguments, _ throws(TemplateError) in
                let characters = try self.text(arguments, 0, text, name)
                return result(
                    StringSplit.stripped(
                        text.string, of: characters, start: name != "rstrip", end: name != "lstrip"), like: text)
            }
        case "removeprefix", "removesuffix":
            return { arguments, _ throws(TemplateError) in
                let part = Array(try required(arguments, 0, text, name).unicodeScalars)
                let scalars = Array(text.string.unicodeScalars)
                let isPrefix = name == "removeprefix"
                guard
                    isPrefix
                        ? scalars.starts(with: part)
                        : scalars.count >= part.count
                            && scalars.suffix(part.count).elementsEqual(part)
                else { return .string(text) }
                return result(
                    StringSplit.string(isPrefix ? scalars[part.count...] : scalars[..<(scalars.count - part.count)]),
                    like: text)
            }
        default: return nil
        }
    }
}
