import Digests
import Encodings
import JSON

/// What the service adds to the language, as the intrinsic functions of the other query language do.
extension JSONataBuiltIn {
    static let additions: [JSONataBuiltIn] = [
        JSONataBuiltIn("partition", "<an:a>", 2) { (machine, arguments) throws(JSONataError) in
            guard let elements = arguments[0].elements, let size = arguments.number(1) else { return .undefined }
            guard size >= 1, size == size.rounded() else {
                throw JSONataError("D3143", ["value": JSONataNumber.text(size)])
            }
            try machine.step(elements.count)
            let result = JSONataArray()
            var start = 0
            while start < elements.count {
                let end = min(start + size.index, elements.count)
                result.append(.array(JSONataArray(Array(elements[start..<end]))))
                start = end
            }
            return .array(result)
        },
        JSONataBuiltIn("range", "<nnn:a>", 3) { (machine, arguments) throws(JSONataError) in
            guard let first = arguments.number(0), let last = arguments.number(1), let step = arguments.number(2)
            else { return .undefined }
            guard step != 0, step.isFinite, first.isFinite, last.isFinite else { throw JSONataError("D3144") }
            let count = ((last - first) / step).rounded(.down) + 1
            guard count <= 1000 else { throw JSONataError("D3145") }
            try machine.step(max(count.index, 0))
            // A sequence, as those of the operator `..`: one number stands for itself.
            let numbers = (0..<max(count.index, 0)).map { JSONataValue.number(first + Double($0) * step) }
            return .array(JSONataArray(numbers, isSequence: true))
        },
        JSONataBuiltIn("hash", "<xs?:s>", 2) { (machine, arguments) throws(JSONataError) in
            guard let text = try machine.text(of: arguments[0]) else { return .undefined }
            let name = arguments.string(1) ?? "SHA-256"
            guard let digest = Digest(named: name) else {
                throw JSONataError("D3146", ["value": JSONataText.quoted(name)])
            }
            return .string(Hex.encode(digest.hash(text)))
        },
        JSONataBuiltIn("uuid", "<:s>", 0) { (machine, _) throws(JSONataError) in
            .string(uuid(&machine.random))
        },
        JSONataBuiltIn("parse", "<s-:x>", 1) { (_, arguments) throws(JSONataError) in
            guard let text = arguments.string(0) else { return .undefined }
            do throws(JSONError) {
                return .json(try JSON.parse(text))
            } catch {
                throw JSONataError("D3142", ["message": "\(error)"])
            }
        },
    ]

    /// A random UUID of version 4 (RFC 9562 section 5.4).
    private static func uuid(_ numbers: inout SeededNumbers) -> String {
        var bytes: [UInt8] = []
        for _ in 0..<2 {
            let word = numbers.next()
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = Array(Hex.encode(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hex[$0]) }.joined(separator: "-")
    }
}

extension Digest {
    /// The digest that the service calls so.
    fileprivate init?(named name: String) {
        switch name {
        case "MD5": self = .md5
        case "SHA-1": self = .sha1
        case "SHA-256": self = .sha256
        case "SHA-384": self = .sha384
        case "SHA-512": self = .sha512
        default: return nil
        }
    }
}
