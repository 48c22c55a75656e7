import JSON
import OrderedCollections

/// Functions that look for text: in strings or by patterns (reference: "String functions").
extension JSONataBuiltIn {
    static let matching: [JSONataBuiltIn] = [
        JSONataBuiltIn("contains", "<s-(sf):b>", 2) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            if let part = arguments.string(1) { return .bool(try machine.range(of: part, in: text) != nil) }
            guard let matcher = arguments.function(1) else { return .bool(false) }
            var isFound = false
            try machine.matches(of: matcher, in: text) { (_) throws(JSONataError) in
                isFound = true
                return false
            }
            return .bool(isFound)
        },
        JSONataBuiltIn("match", "<s-f<s:o>n?:a<o>>", 3) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0), let matcher = arguments.function(1) else { return .undefined }
            let limit = try limit(arguments, 2, "D3040")
            let result = JSONataArray(isSequence: true)
            if limit == 0 { return .array(result) }
            try machine.matches(of: matcher, in: text) { (match) throws(JSONataError) in
                result.append(
                    .object(
                        JSONataObject([
                            "match": .string(match.text), "index": .int(match.range.lowerBound),
                            "groups": .array(JSONataArray(match.groups)),
                        ])))
                return Double(result.elements.count) < limit
            }
            return .array(result)
        },
        JSONataBuiltIn("replace", "<s-(sf)(sf)n?:s>", 4) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            if arguments.string(1)?.isEmpty ?? false { throw JSONataError("D3010", ["value": "\"\""]) }
            let limit = try limit(arguments, 3, "D3011")
            if limit == 0 { return arguments[0] }
            if let part = arguments.string(1) {
                return .string(try replace(part, in: text, with: arguments[2], limit, machine))
            }
            guard let matcher = arguments.function(1) else { return arguments[0] }
            return .string(try replace(matcher, in: text, with: arguments[2], limit, machine))
        },
        JSONataBuiltIn("split", "<s-(sf)n?:a<s>>", 3) { (machine, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            let limit = try limit(arguments, 2, "D3020")
            if limit == 0 { return .array(JSONataArray()) }
            if let separator = arguments.string(1) {
                return .array(JSONataArray(try split(text, separator, limit.rounded(.towardZero), machine)))
            }
            guard let matcher = arguments.function(1) else { return .array(JSONataArray([arguments[0]])) }
            return .array(JSONataArray(try split(text, matcher, limit, machine)))
        },
    ]

    /// How often at most; infinite when it is not said.
    private static func limit(
        _ arguments: JSONataArguments, _ index: Int, _ code: String
    ) throws(JSONataError) -> Double {
        guard let limit = arguments.number(index) else { return .infinity }
        guard limit >= 0 else { throw JSONataError(code, ["value": JSONataNumber.text(limit)]) }
        return limit
    }

    private static func replace(
        _ part: String, in text: String, with replacement: JSONataValue, _ limit: Double, _ machine: JSONataMachine
    ) throws(JSONataError) -> String {
        guard let replacement = replacement.string else {
            throw JSONataError("D3012", ["value": replacement.summary])
        }
        var result = ""
        var position = text.startIndex
        var count = 0.0
        while count < limit, let range = try machine.range(of: part, in: text, from: position) {
            let length = result.utf8.count
            result += text[position..<range.lowerBound]
            result += replacement
            position = range.upperBound
            count += 1
            try machine.step()
            try machine.check(bytes: result.utf8.count, added: result.utf8.count - length)
        }
        let length = result.utf8.count
        result += text[position...]
        try machine.check(bytes: result.utf8.count, added: result.utf8.count - length)
        return result
    }

    private static func replace(
        _ matcher: JSONataFunction, in text: String, with replacement: JSONataValue, _ limit: Double,
        _ machine: JSONataMachine
    ) throws(JSONataError) -> String {
        let units = Array(text.utf16)
        let template = replacement.string.map { Array($0.utf16) }
        var result: [UInt16] = []
        var position = 0
        var count = 0.0
        try machine.matches(of: matcher, in: text) { (match) throws(JSONataError) in
            let length = result.count
            result += units[min(position, match.range.lowerBound)..<match.range.lowerBound]
            if let template {
                result += JSONataMatch.substitute(template, match)
            } else if case .function(let function) = replacement {
                let made = try machine.apply(.function(function), [match.object])
                guard let text = made.string else { throw JSONataError("D3012", ["value": made.summary]) }
                result += text.utf16
            }
            position = match.range.lowerBound + match.text.utf16.count
            count += 1
            try machine.check(bytes: result.count, added: result.count - length)
            return count < limit
        }
        let length = result.count
        result += units[min(position, units.count)...]
        try machine.check(bytes: result.count, added: result.count - length)
        return String(decoding: result, as: UTF16.self)
    }

    private static func split(
        _ text: String, _ separator: String, _ limit: Double, _ machine: JSONataMachine
    ) throws(JSONataError) -> [JSONataValue] {
        var result: [JSONataValue] = []
        if separator.isEmpty {
            try machine.check(count: text.unicodeScalars.count)
            for scalar in text.unicodeScalars where Double(result.count) < limit {
                result.append(.string(String(Character(scalar))))
            }
            return result
        }
        var position = text.startIndex
        while Double(result.count) < limit {
            guard let range = try machine.range(of: separator, in: text, from: position) else {
                result.append(.string(String(text[position...])))
                break
            }
            result.append(.string(String(text[position..<range.lowerBound])))
            position = range.upperBound
            try machine.step()
            try machine.check(count: result.count)
        }
        return result
    }

    private static func split(
        _ text: String, _ matcher: JSONataFunction, _ limit: Double, _ machine: JSONataMachine
    ) throws(JSONataError) -> [JSONataValue] {
        let units = Array(text.utf16)
        var result: [JSONataValue] = []
        var position = 0
        try machine.matches(of: matcher, in: text) { (match) throws(JSONataError) in
            let piece = units[min(position, match.range.lowerBound)..<match.range.lowerBound]
            result.append(.string(String(decoding: piece, as: UTF16.self)))
            position = match.range.upperBound
            try machine.check(count: result.count)
            return Double(result.count) < limit
        }
        if Double(result.count) < limit {
            result.append(.string(String(decoding: units[min(position, units.count)...], as: UTF16.self)))
        }
        return result
    }
}

/// A match of a pattern, or of a function that looks for something.
struct JSONataMatch {
    /// In UTF-16 code units.
    let range: Range<Int>
    let text: String
    /// Strings; no value for groups that took no part.
    let groups: [JSONataValue]

    /// The match as functions get it.
    var object: JSONataValue {
        .object(
            JSONataObject([
                "match": .string(text), "start": .int(range.lowerBound), "end": .int(range.upperBound),
                "groups": .array(JSONataArray(groups)),
            ]))
    }

    /// A replacement with `$0`, `$1` and so on replaced by the match and its groups.
    static func substitute(_ template: [UInt16], _ match: JSONataMatch) -> [UInt16] {
        let dollar = UInt16(ascii: "$")
        var result: [UInt16] = []
        var index = 0
        while index < template.count {
            guard template[index] == dollar else {
                result.append(template[index])
                index += 1
                continue
            }
            index += 1
            let next = index < template.count ? template[index] : 0
            if next == dollar {
                result.append(dollar)
                index += 1
            } else if next == UInt16(ascii: "0") {
                result += match.text.utf16
                index += 1
            } else if let (number, length) = number(template, index, match.groups.count) {
                if number >= 1, number <= match.groups.count, let text = match.groups[number - 1].string {
                    result += text.utf16
                }
                index += length
            } else {
                result.append(dollar)
            }
        }
        return result
    }

    /// The number of a group: as many digits as the count of groups has, or one fewer when it is too large.
    private static func number(_ template: [UInt16], _ start: Int, _ count: Int) -> (Int, Int)? {
        let most = count == 0 ? 1 : String(count).utf8.count
        func read(_ digits: Int) -> (Int, Int)? {
            var value = 0
            var length = 0
            while length < digits, start + length < template.count, (0x30...0x39).contains(template[start + length]) {
                value = value * 10 + Int(template[start + length] - 0x30)
                length += 1
            }
            return length > 0 ? (value, length) : nil
        }
        guard let longest = read(most) else { return nil }
        if most > 1, longest.0 > count { return read(most - 1) }
        return longest
    }
}

extension UInt16 {
    fileprivate init(ascii scalar: Unicode.Scalar) { self = UInt16(scalar.value) }
}

extension JSONataMachine {
    /// Goes over the matches of a regular expression, or of a function that finds like one, until told to stop.
    func matches(
        of matcher: JSONataFunction, in text: String, _ body: (JSONataMatch) throws(JSONataError) -> Bool
    ) throws(JSONataError) {
        if case .regularExpression(let expression) = matcher.kind {
            let subject = RegularExpression.Subject(text)
            var start = 0
            var isNext = false
            while let match = try firstMatch(expression, in: subject, from: start, isNext: isNext) {
                try step()
                isNext = true
                let groups = (0..<match.groupCount).map { index in
                    match.group(index + 1).map { JSONataValue.string(subject.text($0)) } ?? .undefined
                }
                let lower = subject.utf16Offset(match.range.lowerBound)
                let upper = subject.utf16Offset(match.range.upperBound)
                let found = JSONataMatch(range: lower..<upper, text: subject.text(match.range), groups: groups)
                guard try body(found) else { return }
                start = match.range.upperBound
                if start >= subject.scalars.count { return }
            }
            return
        }
        var next = try apply(.function(matcher), [.string(text)])
        let length = text.utf16.count
        while !next.isUndefined {
            try step()
            let members = next.members ?? [:]
            guard let found = members["match"]?.string, let start = members["start"]?.double,
                let end = members["end"]?.double, start >= 0, end >= start, end <= Double(length),
                let groups = members["groups"]?.elements
            else { throw JSONataError("T1010", ["value": next.summary]) }
            let match = JSONataMatch(range: start.index..<end.index, text: found, groups: groups)
            guard try body(match), let more = members["next"], more.isFunction else { return }
            next = try apply(more, [])
        }
    }
}
