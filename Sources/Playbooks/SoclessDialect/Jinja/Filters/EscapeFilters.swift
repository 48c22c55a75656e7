/// HTML and URLs: escaping, tags, links.
enum EscapeFilters {
    static let all: [String: Filter] = [
        "escape": escape, "e": escape,
        "forceescape": Filter("do_forceescape", ["value"]) { bound, machine throws(TemplateError) in
            let text = HTML.escaped(try Representation.text(bound.value(0), machine))
            try machine.spend(text.utf8.count)
            return .string(Text(text, isSafe: true))
        },
        "safe": Filter("do_mark_safe", ["value"]) { bound, machine throws(TemplateError) in
            .string(Text(try Representation.text(bound.value(0), machine), isSafe: true))
        },
        "striptags": Filter("do_striptags", ["value"]) { bound, machine throws(TemplateError) in
            let text = try Representation.text(bound.value(0), machine)
            try machine.spend(text.utf8.count)
            return .text(TagStripper.stripped(text))
        },
        "urlencode": Filter("do_urlencode", ["value"]) { bound, machine throws(TemplateError) in
            .text(try urlEncoded(bound.value(0), machine))
        },
        "urlize": Filter(
            "do_urlize", ["value", "trim_url_limit", "nofollow", "target", "rel", "extra_schemes"]
        ) { bound, machine throws(TemplateError) in try LinkMaker.linked(bound, machine) },
        "xmlattr": Filter("do_xmlattr", ["d", "autospace"]) { bound, machine throws(TemplateError) in
            try attributes(bound, machine)
        },
    ]

    private static let escape = Filter("escape", ["s"]) { bound, machine throws(TemplateError) in
        .string(try HTML.escaped(bound.value(0), machine))
    }

    private static func attributes(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        if case .undefined(let undefined) = bound.value(0) { throw undefined.error }
        guard case .dict(let dict) = bound.value(0) else {
            throw TemplateError(.attribute, "'\(bound.value(0).typeName)' object has no attribute 'items'")
        }
        var parts: [String] = []
        for entry in dict.members where !entry.value.isNone && !entry.value.isUndefined {
            guard let key = entry.key.string else {
                throw TemplateError(
                    .type, "expected string or bytes-like object, got '\(entry.key.typeName)'")
            }
            let forbidden = key.unicodeScalars.contains {
                "/>=".unicodeScalars.contains($0)
                    || ($0.isASCII && PythonCharacter.isSpace($0) && $0.value < 0x1C || $0 == " ")
            }
            guard !forbidden else {
                throw TemplateError(
                    .value, "Invalid character in attribute name: \(Representation.quoted(key))")
            }
            parts.append("\(HTML.escaped(key))=\"\(try HTML.escaped(entry.value, machine).string)\"")
        }
        var result = parts.joined(separator: " ")
        if try bound.truth(1, default: true, machine), !result.isEmpty { result = " " + result }
        return .string(Text(result, isSafe: machine.autoescape))
    }

    // MARK: - URLs

    private static func urlEncoded(_ value: Value, _ machine: Machine) throws(TemplateError) -> String {
        if value.string != nil { return try quoted(value, isQuery: false, machine) }
        let pairs: [Value]
        if case .dict(let dict) = value {
            pairs = dict.items
        } else if try value.iterator(machine) != nil {
            pairs = try value.elements(machine)
        } else {
            return try quoted(value, isQuery: false, machine)
        }
        return try pairs.map { item throws(TemplateError) in
            guard try item.iterator(machine) != nil else {
                throw TemplateError(.type, "cannot unpack non-iterable \(item.typeName) object")
            }
            let pair = try item.elements(machine)
            guard pair.count == 2 else {
                throw pair.count < 2
                    ? TemplateError(.value, "not enough values to unpack (expected 2, got \(pair.count))")
                    : TemplateError(.value, "too many values to unpack (expected 2)")
            }
            let name = try quoted(pair[0], isQuery: true, machine)
            return "\(name)=\(try quoted(pair[1], isQuery: true, machine))"
        }.joined(separator: "&")
    }

    private static func quoted(_ value: Value, isQuery: Bool, _ machine: Machine) throws(TemplateError) -> String {
        let text = try Representation.text(value, machine)
        try machine.spend(text.utf8.count * 3)
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x2D, 0x7E: result.append(byte)
            case 0x2F where !isQuery: result.append(byte)
            case 0x20 where isQuery: result.append(0x2B)
            default: result.append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0xF)]])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
