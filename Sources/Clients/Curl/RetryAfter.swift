import CCurl

/// The `Retry-After` header: delay seconds or a date.
enum RetryAfter {
    /// A server that asks for more is asked again after a day.
    static let maximum = 86_400

    static func parse(_ text: String, now: Int) -> Duration? {
        let value = text.trimmingWhitespace
        guard !value.isEmpty, value.utf8.count <= 64 else { return nil }
        if value.utf8.allSatisfy({ (48...57).contains($0) }) {
            return .seconds(min(Int(value) ?? maximum, maximum))
        }
        guard let date = HTTPDate.parse(value) else { return nil }
        return .seconds(min(max(date - now, 0), maximum))
    }
}

/// The three date formats of RFC 9110 section 5.6.7.
enum HTTPDate {
    /// Seconds since 1970.
    static func parse(_ text: String) -> Int? {
        let value = text.trimmingWhitespace
        // libcurl also understands fragments such as "Mon" or "12:00", which no server means as a date.
        guard (24...40).contains(value.utf8.count), value.utf8.allSatisfy({ (32..<127).contains($0) }) else {
            return nil
        }
        let seconds = unsafe curl_getdate(value, nil)
        return seconds == -1 ? nil : seconds
    }
}

extension String {
    var trimmingWhitespace: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
