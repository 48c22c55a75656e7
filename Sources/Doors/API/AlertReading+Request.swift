import AlertDesk
import Encodings
import HTTPKit
import HTTPTypes

extension AlertReading {
    /// The format of `POST /api/v1/alerts` by its headers: CloudEvents says so itself (CloudEvents HTTP binding,
    /// section 3), all else is native.
    /// - Throws: ``Problem`` 415.
    init(_ headers: HTTPFields) throws {
        let type = MediaType(headers[.contentType])?.essence
        switch type {
        case "application/cloudevents+json", "application/cloudevents-batch+json": self.init(.cloudevents)
        case _ where Self.attributes(headers) != nil:
            self.init(
                cloudEvent: Self.attributes(headers) ?? [:], isJSON: type == nil || type?.hasSuffix("json") == true)
        case nil, "application/json": self.init(.native)
        case .some(let other):
            throw Problem(
                .unsupportedMediaType,
                "alerts are application/json, application/cloudevents+json or application/cloudevents-batch+json, and not "
                    + other)
        }
    }

    /// The attributes of binary mode, by their names without `ce-`; `nil` when there are none.
    private static func attributes(_ headers: HTTPFields) -> [String: String]? {
        var attributes: [String: String] = [:]
        for field in headers where field.name.canonicalName.hasPrefix("ce-") {
            attributes[String(field.name.canonicalName.dropFirst(3))] = PercentCoding.decodeLeniently(field.value)
        }
        return attributes["specversion"] == nil ? nil : attributes
    }
}
