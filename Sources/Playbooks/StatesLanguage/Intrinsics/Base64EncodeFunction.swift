import Encodings
import JSON

/// `States.Base64Encode(text)`: the Base64 of its UTF-8 (RFC 4648 section 4); at most 10,000 characters.
enum Base64EncodeFunction: IntrinsicFunction {
    static let name = "Base64Encode"
    static let arity = 1...1

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let text = try arguments.string(0, of: "States.Base64Encode")
        guard text.unicodeScalars.count <= 10_000 else {
            throw IntrinsicError("The text has more than 10000 characters")
        }
        return .string(Base64.standard.encode(Array(text.utf8)))
    }
}
