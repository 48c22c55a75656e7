/// Text: joining, replacing, trimming, counting.
enum TextFilters {
    static let all: [String: Filter] = [
        "string": Filter("soft_str", ["s"]) { bound, machine throws(TemplateError) in
            .string(try FilteredValue.text(bound.value(0), machine))
        },
        "join": Filter("sync_do_join", ["value", "d", "attribute"]) { bound, machine throws(TemplateError) in
            try join(bound, machine)
        },
        "replace": Filter(
            "do_replace", ["s", "old", "new", "count"], required: 3
        ) { bound, machine throws(TemplateError) in try replaced(bound, machine) },
        "trim": Filter("do_trim", ["value", "chars"]) { bound, machine throws(TemplateError) in
            let text = try FilteredValue.text(bound.value(0), machine)
            return .string(
                Text(StringSplit.stripped(text.string, of: bound.optional(1)?.string), isSafe: text.isSafe))
        },
        "wordcount": Filter("do_wordcount", ["s"]) { bound, machine throws(TemplateError) in
            let scalars = try FilteredValue.text(bound.value(0), machine).string.unicodeScalars
            var count = 0
            var isInside = false
            for scalar in scalars {
                let isWord = PythonCharacter.isWord(scalar)
                if isWord, !isInside { count += 1 }
                isInside = isWord
            }
            return .integer(count)
        },
        "maptostr": Filter("maptostr", ["target_list"]) { bound, machine throws(TemplateError) in
            .items(
                try bound.value(0).elements(machine).map { value throws(TemplateError) in
                    .text(try Representation.text(value, machine))
                })
        },
    ]

    private static func join(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        var values = try bound.value(0).elements(machine)
        if let path = bound.optional(2) {
            values = try values.map { value throws(TemplateError) in
                try FilteredValue.attribute(path, of: value, machine)
            }
        }
        let separator = try FilteredValue.text(bound[1] ?? .text(""), machine)
        let isSafe = machine.autoescape && (separator.isSafe || values.contains(where: \.isSafeText))
        var pieces: [String] = []
        for value in values {
            if isSafe {
                // Text that joins safe text is escaped.
                pieces.append(try HTML.escaped(try FilteredValue.text(value, machine), machine))
            } else {
                pieces.append(try Representation.text(value, machine))
            }
            try machine.spend(separator.string.utf8.count + (pieces.last?.utf8.count ?? 0))
        }
        let glue = isSafe ? HTML.escaped(separator) : separator.string
        return .string(Text(pieces.joined(separator: glue), isSafe: isSafe))
    }

    private static func replaced(_ bound: Bound, _ machine: Machine) throws(TemplateError) -> Value {
        let old = try FilteredValue.text(bound.value(1), machine)
        let new = try FilteredValue.text(bound.value(2), machine)
        let limit = try bound.optional(3).map { value throws(TemplateError) in try Bound.int(value) } ?? -1
        var text = try FilteredValue.text(bound.value(0), machine)
        if machine.autoescape, old.isSafe || (new.isSafe && !text.isSafe) {
            text = Text(HTML.escaped(text), isSafe: true)
        }
        let isSafe = machine.autoescape && text.isSafe
        let result = try StringSplit.replaced(
            text.string, isSafe ? HTML.escaped(old) : old.string, isSafe ? HTML.escaped(new) : new.string, limit,
            machine)
        return .string(Text(result, isSafe: isSafe))
    }
}
