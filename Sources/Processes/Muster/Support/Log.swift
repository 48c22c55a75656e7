import Logging

/// The CLI reports by its output and its errors; what libraries log about it would only repeat that.
enum Log {
    static let logger = Logger(label: "muster") { _ in SwiftLogNoOpLogHandler() }
}
