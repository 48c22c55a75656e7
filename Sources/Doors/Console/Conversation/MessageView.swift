import Encodings
import HTTPKit
import NativeProviders

/// A message on the page of a conversation.
struct MessageView: Sendable {
    /// Characters of a message on the page at most; all of it is on the page of the place.
    private static let limit = 1500

    let messageID: String
    let messageAuthor: String
    let messageTime: TimeView
    let messageText: String
    let messagePinned: String?
    /// What the reader alone is told of their command.
    let messageAnswer: String?
    let pinForm: FormView?

    /// - Parameters:
    ///   - names: what people are called, by their addresses in small letters.
    ///   - pin: the address of the form that pins it; `nil` for a reader who does not.
    init(_ message: NativeMessage, names: [String: String], pin: (address: String, token: String)?) {
        func name(_ author: String) -> String { names[author.lowercased()] ?? author }
        messageID = "message-\(UUIDText.string(from: message.id))"
        messageAuthor = name(message.author)
        messageTime = TimeView(message.postedAt)
        messageText = Self.cut(message.text)
        messagePinned = message.pinnedBy.map(name)
        messageAnswer = message.answer.flatMap { $0.isPrivate ? Self.cut($0.text) : nil }
        if let pin, message.pinnedBy == nil {
            let id = UUIDText.string(from: message.id)
            var form = FormView("pin-\(id)", to: "\(pin.address)/\(id)/pin", token: pin.token, button: "Pin")
            form.isQuiet = true
            form.buttonAbout = "what \(name(message.author)) said: \(message.text.prefix(60))"
            pinForm = form
        } else {
            pinForm = nil
        }
    }

    private static func cut(_ text: String) -> String {
        text.count > limit ? "\(text.prefix(limit))…" : text
    }
}
