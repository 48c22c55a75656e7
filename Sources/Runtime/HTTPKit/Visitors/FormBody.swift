import Encodings
import HTTPTypes

/// What a form sends: `application/x-www-form-urlencoded` (URL Standard, section 5).
public struct FormBody: Sendable, Hashable {
    /// Fields of a form at most.
    static let limit = 100

    private let fields: [String: String]

    /// A form with these fields.
    public init(_ fields: [String: String]) {
        self.fields = fields
    }

    /// Reads a body.
    /// - Throws: ``Problem`` 415 for another type, 422 for what no form sends.
    public init(_ body: [UInt8], type: String?) throws(Problem) {
        guard MediaType(type)?.essence == "application/x-www-form-urlencoded" else {
            throw Problem(
                .unsupportedMediaType, "the body must be application/x-www-form-urlencoded, as forms are sent")
        }
        let text = String(decoding: body, as: UTF8.self)
        let pairs = text.split(separator: "&", maxSplits: Self.limit)
        guard pairs.count <= Self.limit else {
            throw Problem(.unprocessableContent, "the form has more than \(Self.limit) fields")
        }
        var fields: [String: String] = [:]
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = parts.map { PercentCoding.decode(String($0).replacing("+", with: " ")) }
            guard let name = decoded[0], let value = decoded.count > 1 ? decoded[1] : "",
                fields.updateValue(value.replacing("\r\n", with: "\n"), forKey: name) == nil
            else { throw Problem(.unprocessableContent, "the form cannot be read: send it as a browser does") }
        }
        self.fields = fields
    }

    /// What stands in a field, without space around it; empty for one that is not there.
    public subscript(_ name: String) -> String {
        let text = fields[name] ?? ""
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    /// Whether a box is ticked.
    public func isTicked(_ name: String) -> Bool { !self[name].isEmpty }
}
