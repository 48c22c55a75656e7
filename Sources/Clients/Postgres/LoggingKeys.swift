/// The keys of the metadata that this module logs.
enum LoggingKeys {
    static let slot = "postgres.slot"
    static let reason = "postgres.reason"
    static let channels = "postgres.channels"
}
