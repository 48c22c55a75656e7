import Foundation

/// The mail that was written, when no server takes it.
extension Stack {
    var mailFolder: URL { folder.appendingPathComponent("mail") }

    /// A mail, as far as tests look at it.
    struct WrittenMail: Sendable, Hashable {
        var messageID: String
        var recipient: String
        var subject: String

        var isAboutAStatus: Bool {
            ["active", "stable", "closed"].contains { subject.contains("] \($0): ") }
        }

        init(_ text: String) {
            let headers = text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n\n")[0]
            func value(_ name: String) -> String {
                headers.split(separator: "\n").first { $0.hasPrefix("\(name): ") }.map {
                    String($0.dropFirst(name.count + 2))
                } ?? ""
            }
            messageID = value("Message-ID")
            recipient = value("To")
            subject = value("Subject")
        }
    }

    /// All mail of all notifiers.
    func writtenMail() throws -> [WrittenMail] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: mailFolder.path)) ?? []
        return try files.filter { $0.hasSuffix(".eml") }.map { file in
            WrittenMail(try String(contentsOf: mailFolder.appendingPathComponent(file), encoding: .utf8))
        }
    }

    /// The mails that announce an incident to all.
    func announcements() throws -> [WrittenMail] {
        try writtenMail().filter { $0.recipient == "<incidents@example.org>" && !$0.isAboutAStatus }
    }
}
