import Foundation

extension ParameterLookups {
    /// By the time zone database of the system.
    public func offset(of timeZone: String, at time: Int64) -> Int? {
        if ["utc", "gmt", "zulu", "etc/utc"].contains(timeZone.lowercased()) { return 0 }
        // Foundation also takes abbreviations, which are no names of the database.
        guard timeZone.contains("/") || TimeZone.knownTimeZoneIdentifiers.contains(timeZone) else { return nil }
        return TimeZone(identifier: timeZone)?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time)))
    }
}
