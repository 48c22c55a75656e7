import Encodings
import Incident

/// Addresses that pages link to.
enum SafeLink {
    /// An address that people follow; `nil` for one that could run something, or lead nowhere.
    static func web(_ url: String?) -> String? {
        guard let url, ["https://", "http://", "mailto:"].contains(where: url.lowercased().hasPrefix) else {
            return nil
        }
        return url
    }

    /// Where mail to somebody is written.
    static func mail(_ address: String) -> String {
        let parts = address.split(separator: "@").map { PercentCoding.encode(String($0)) }
        return "mailto:\(parts.joined(separator: "@"))"
    }

    /// The page of an incident.
    static func incident(_ name: some CustomStringConvertible) -> String { "/incidents/\(name)" }
}
