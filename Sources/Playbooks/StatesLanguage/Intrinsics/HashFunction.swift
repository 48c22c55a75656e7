import Digests
import Encodings
import JSON

/// `States.Hash(value, algorithm)`: the digest in hexadecimal; of other values than strings, that of their JSON.
enum HashFunction: IntrinsicFunction {
    static let name = "Hash"
    static let arity = 2...2

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let text = arguments[0].stringValue ?? arguments[0].text()
        guard text.unicodeScalars.count <= 10_000 else {
            throw IntrinsicError("The data has more than 10000 characters")
        }
        let digests: [String: Digest] = [
            "MD5": .md5, "SHA-1": .sha1, "SHA-256": .sha256, "SHA-384": .sha384, "SHA-512": .sha512,
        ]
        guard let digest = digests[try arguments.string(1, of: "States.Hash")] else {
            throw IntrinsicError("The algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512")
        }
        return .string(Hex.encode(digest.hash(text)))
    }
}
