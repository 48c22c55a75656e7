import JSON

/// Replaces deploy-time references in all strings of a value. Keys stay as they are.
struct ReferenceSubstitution {
    let references: any SoclessReferences
    /// References inside references, and alternatives, at most so deep.
    private static let maximumDepth = 16

    func resolved(_ playbook: JSONObject) throws(SoclessError) -> JSONObject {
        var problems: [SoclessProblem] = []
        let result = resolved(.object(playbook), JSONPointer(), nil, &problems)
        guard problems.isEmpty else { throw SoclessError(problems) }
        return result.objectValue ?? [:]
    }

    /// The value of a text that the compiler adds.
    func resolved(text: String) throws(SoclessError) -> JSON {
        do throws(Fault) {
            return try value(of: text, depth: 0)
        } catch {
            throw SoclessError([problem(error, JSONPointer(), nil)])
        }
    }

    private func resolved(
        _ json: JSON, _ pointer: JSONPointer, _ state: String?, _ problems: inout [SoclessProblem]
    ) -> JSON {
        switch json {
        case .string(let text):
            guard text.contains("${") else { return json }
            do throws(Fault) {
                return try value(of: text, depth: 0)
            } catch {
                problems.append(problem(error, pointer, state))
                return json
            }
        case .array(let elements):
            return .array(
                elements.enumerated().map { resolved($1, pointer.appending($0), state, &problems) })
        case .object(let object):
            var result = JSONObject(minimumCapacity: object.count)
            let holdsStates = pointer.tokens.last == "States"
            for (key, value) in object {
                result[key] = resolved(value, pointer.appending(key), holdsStates ? key : state, &problems)
            }
            return .object(result)
        default: return json
        }
    }

    private func problem(_ fault: Fault, _ pointer: JSONPointer, _ state: String?) -> SoclessProblem {
        SoclessProblem(
            .unresolvedReference, at: pointer, state: state, fault.message,
            remedy: "Correct the reference, or give a value for it.")
    }

    private struct Fault: Error { let message: String }

    /// A text that is one reference becomes its value; references inside text become text.
    private func value(of text: String, depth: Int) throws(Fault) -> JSON {
        guard depth < Self.maximumDepth else { throw Fault(message: "References are nested too deeply.") }
        let characters = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < characters.count {
            guard let (inside, end) = try reference(in: characters, at: index) else {
                result.append(characters[index])
                index += 1
                continue
            }
            let written = string(characters[index..<end])
            let value = try answer(to: inside, written, depth: depth)
            // What SOCless renders without quotes may be any value, wherever it stands.
            if index == 0, end == characters.count { return value }
            result.append(contentsOf: try self.text(of: value, written).unicodeScalars)
            index = end
        }
        return .string(String(result))
    }

    /// The inside of the reference that begins here, and where it ends; `nil` when none begins here.
    private func reference(
        in text: [Unicode.Scalar], at start: Int
    ) throws(Fault) -> (inside: String, end: Int)? {
        guard text[start] == "$", start + 1 < text.count, text[start + 1] == "{" else { return nil }
        let isDouble = start + 2 < text.count && text[start + 2] == "{"
        let width = isDouble ? 2 : 1
        var depth = 1
        var index = start + 1 + width
        let first = index
        while index < text.count {
            if text[index] == "{" {
                depth += 1
            } else if text[index] == "}" {
                depth -= 1
                if depth == 0 { break }
            }
            index += 1
        }
        // The inner braces of `${{…}}` closed first: the scan counted one for both.
        let end = index + width
        guard index < text.count, end <= text.count, text[index..<end].allSatisfy({ $0 == "}" }) else {
            throw Fault(message: "A reference begins with \"${\" and never ends.")
        }
        let inside = string(text[first..<index])
        // `${name}` of one word is a substitution of the deployment, as in a shell: it is not ours.
        guard isDouble || inside.contains(":") else { return nil }
        return (inside, end)
    }

    private func answer(to inside: String, _ written: String, depth: Int) throws(Fault) -> JSON {
        let isNested = inside.contains("${")
        let resolvedInside = isNested ? try text(of: value(of: inside, depth: depth + 1), written) : inside
        let alternatives = alternatives(of: resolvedInside)
        for alternative in alternatives {
            if let literal = literal(alternative) { return literal }
            guard let reference = SoclessReference(inside: alternative) else {
                throw Fault(message: "\"\(written)\" is no reference: it has no source before a colon.")
            }
            if let value = references.value(of: reference) { return value }
        }
        // What the author wrote, or what that came to.
        throw Fault(message: "Nothing answers the reference \"\(isNested ? "${{\(resolvedInside)}}" : written)\".")
    }

    /// `self:custom.a, 'fallback'`: what is taken when there is no value, one after another.
    private func alternatives(of inside: String) -> [String] {
        var result: [String] = [""]
        var quote: Character?
        for character in inside {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "," {
                result.append("")
                continue
            }
            result[result.count - 1].append(character)
        }
        return result.map(trimmed)
    }

    private func literal(_ text: String) -> JSON? {
        if text.count >= 2, let first = text.first, first == text.last, first == "'" || first == "\"" {
            return .string(String(text.dropFirst().dropLast()))
        }
        switch text {
        case "true", "false", "null": return try? JSON.parse(text)
        default: return JSONNumber(text: text).map(JSON.number)
        }
    }

    private func text(of value: JSON, _ written: String) throws(Fault) -> String {
        switch value {
        case .string(let text): return text
        case .number(let number): return number.text
        case .bool(let value): return value ? "true" : "false"
        default: throw Fault(message: "\"\(written)\" is \(value.kind) and stands inside text.")
        }
    }

    private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private func trimmed(_ text: String) -> String {
        var result = text[...]
        while result.first == " " { result = result.dropFirst() }
        while result.last == " " { result = result.dropLast() }
        return String(result)
    }
}
