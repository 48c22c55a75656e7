import Capabilities
import FoundationEssentials

/// Writes mail to files (`.eml`) instead of sending it: the default, so that nothing leaves a machine unasked. A repeated
/// try writes the same file again.
struct MailDirectory: Mail {
    let name = "mail-directory"
    /// A mail that is written again is the same file.
    let isIdempotent = true
    let folder: URL

    func send(_ message: MailMessage) async throws(ProviderError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: Self.fileName(message))
            try Data(MailText.bytes(message)).write(to: file, options: .atomic)
        } catch {
            throw ProviderError(
                provider: name, operation: "mail.send", remedy: .retry, code: "file",
                detail: "the mail could not be written to \(folder.path); check that the folder can be written to",
                mayHaveHappened: false, isOutage: false)
        }
    }

    /// A name that is the same for the same mail to the same recipient, and safe in any file system.
    static func fileName(_ message: MailMessage) -> String {
        let id = message.messageID.dropFirst().prefix { $0 != "@" }
        let recipient = message.to.map { $0.isASCII && ($0.isLetter || $0.isNumber || "@.-_".contains($0)) ? $0 : "_" }
        return "\(id)-\(String(recipient)).eml"
    }
}
