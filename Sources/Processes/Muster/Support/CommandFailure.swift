/// Why a command ends without having done its work: a sentence that says what is wrong and what to do.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String
    let status: Int32

    /// It failed: status 1.
    init(_ description: String) {
        self.description = description
        status = 1
    }

    /// What was asked for cannot be meant: status 2.
    static func unusable(_ description: String) -> CommandFailure { CommandFailure(description, status: 2) }

    /// The output has already said everything; only the status is left.
    static let told = CommandFailure("", status: 1)

    /// A person pressed ^C, and knows what that means: status 130, as shells say it.
    static let interrupted = CommandFailure("", status: 130)

    private init(_ description: String, status: Int32) {
        self.description = description
        self.status = status
    }
}
