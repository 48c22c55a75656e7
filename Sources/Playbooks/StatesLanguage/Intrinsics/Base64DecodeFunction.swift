import Encodings
import JSON

/// `States.Base64Decode(text)`: the text whose Base64 it is; at most 10,000 characters.
enum Base64DecodeFunction: IntrinsicFunction {
    static let name = "Base64Decode"
    static let arity = 1...1

    static func apply(_ arguments: [JSON], _ evaluator: inout Evaluator) throws(IntrinsicError) -> JSON {
        let text = try arguments.string(0, of: "States.Base64Decode")
        guard text.unicodeScalars.count <= 10_000 else {
            throw IntrinsicError("The text has more than 10000 characters")
        }
        guard let bytes = Base64.standard.decode(text) else { throw IntrinsicError("The text is not Base64") }
        return .string(String(decoding: bytes, as: UTF8.self))
    }
}
