import Foundation

/// Who is at work, as the audit names them.
enum Operator {
    /// `MUSTER_OPERATOR`, else the name of the user who runs the command.
    static func name(_ settings: Settings = .process) -> String {
        let name = settings.optional("MUSTER_OPERATOR") ?? settings.optional("SUDO_USER") ?? settings.optional("USER")
        return String((name ?? "operator").prefix(100))
    }
}
