import Encodings
import FoundationEssentials
import JSON
import MailProviders

/// The headers that make every try to send a notice the same mail: fixed when it is planned.
struct MailHeaders: Sendable, Hashable {
    /// RFC 5322, section 3.6.4.
    var messageID: String
    /// RFC 5322, section 3.3.
    var date: String
    var from: String
    /// Where answers go; `nil` for where it comes from.
    var replyTo: String?

    init(notice id: UUID, from: String, replyTo: String? = nil, at time: Date) {
        let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
        messageID = "<\(UUIDText.string(from: id))@\(domain)>"
        date = MailDate.format(time)
        self.from = from
        self.replyTo = replyTo
    }

    init(_ reader: JSONReader) throws {
        messageID = try reader.string("message_id", length: 3...400)
        date = try reader.string("date", length: 10...50)
        from = try reader.string("from", length: 3...254)
        replyTo = try reader.optionalString("reply_to", length: 3...254)
    }

    var json: JSON {
        var json: JSONObject = ["message_id": .string(messageID), "date": .string(date), "from": .string(from)]
        if let replyTo { json["reply_to"] = .string(replyTo) }
        return .object(json)
    }
}
