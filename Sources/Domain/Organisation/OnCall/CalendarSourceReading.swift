import JSON
import OnCall

extension CalendarSource {
    /// Configuration: `url` or `url_variable`, `who` (`attendees`, the default, `organizer` or `summary`), `refresh` (`15m`, the
    /// default; 1m to 1d).
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["url", "url_variable", "who", "refresh"])
        let url = try reader.optionalString("url", length: 8...2000)
        let variable = try reader.optionalString("url_variable", length: 1...100)
        let address: Address
        switch (url, variable) {
        case (let url?, nil):
            // Calendars are published under a scheme of their own, which means HTTP.
            let web = url.hasPrefix("webcal://") ? "https" + url.dropFirst(6) : url
            guard web.hasPrefix("https://") || web.hasPrefix("http://") else {
                throw try reader.member("url").error(
                    expected: "an https://, http:// or webcal:// address", found: "`\(url)`")
            }
            address = .url(web)
        case (nil, let variable?):
            guard variable.wholeMatch(of: /[A-Z][A-Z0-9_]*_CALENDAR/) != nil else {
                throw try reader.member("url_variable").error(
                    expected: "the name of an environment variable that ends in _CALENDAR", found: "`\(variable)`")
            }
            address = .variable(variable)
        default: throw reader.error(expected: "either `url` or `url_variable`", found: url == nil ? "neither" : "both")
        }
        self.init(
            address, who: try reader.optionalEnumeration("who", of: Who.self, unknown: .attendees) ?? .attendees,
            refresh: try reader.optional("refresh").map(Self.seconds) ?? 900)
    }

    private static func seconds(_ reader: JSONReader) throws -> Int {
        let text = reader.value.stringValue
        guard let match = text?.wholeMatch(of: /([1-9][0-9]{0,4})([mhd])/), let number = Int(match.1),
            case let seconds = number * (match.2 == "m" ? 60 : match.2 == "h" ? 3600 : 86_400), seconds <= 86_400
        else {
            throw reader.error(expected: "a span such as 15m or 1h, at most 1d", found: text.map { "`\($0)`" })
        }
        return seconds
    }
}
