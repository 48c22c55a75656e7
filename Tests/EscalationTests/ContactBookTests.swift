import Testing

@testable import Escalation

/// Which ways are used, of all that is known of somebody.
@Suite struct ContactBookTests {
    private static let mail = ContactRule(.mail, to: "ana@example.org")
    private static let phone = ContactRule(.sms, to: "+15550100")
    private static let call = ContactRule(.voice, to: "+15550100", after: .seconds(180))

    struct Row: Sendable {
        var name: String
        var configured: [Urgency: [ContactRule]] = [:]
        var own: [Urgency: [ContactRule]]?
        var verified: Set<Contact> = []
        var high: [ContactRule]
    }

    @Test(arguments: [
        Row(name: "nothing is said: a mail at once", high: [mail]),
        Row(name: "what the configuration names needs no code", configured: [.high: [phone]], high: [phone]),
        Row(name: "own rules go before it", configured: [.high: [phone]], own: [.high: [mail]], high: [mail]),
        Row(
            name: "an own contact is not used before its code has come back", own: [.high: [phone, mail]],
            high: [mail]),
        Row(
            name: "and is used from then on", own: [.high: [phone, mail]], verified: [phone.contact],
            high: [phone, mail]),
        Row(
            name: "each channel is verified by itself", own: [.high: [phone, call]], verified: [phone.contact],
            high: [phone]),
        Row(
            name: "what the configuration names may be used in another order", configured: [.low: [phone]],
            own: [.high: [phone]], high: [phone]),
        Row(
            name: "none verified: what is configured", configured: [.high: [mail]], own: [.high: [phone]], high: [mail]),
        Row(
            name: "nothing said of this urgency: what is configured", configured: [.high: [phone]],
            own: [.low: [mail]], high: [phone]),
    ]) func ways(_ row: Row) {
        let book = ContactBook(
            configured: ContactRules(person: "ana@example.org", ways: row.configured),
            own: row.own.map { ContactRules(person: "ana@example.org", ways: $0) }, verified: row.verified)
        #expect(book[.high] == row.high, "\(row.name)")
    }

    @Test func aTestPageGoesEachWayOnce() {
        let book = ContactBook(
            configured: ContactRules(
                person: "ana@example.org", ways: [.high: [Self.phone, Self.call], .low: [Self.mail, Self.phone]]))
        #expect(book.contacts == [Self.phone.contact, Self.call.contact, Self.mail.contact])
    }

    @Test(arguments: [
        (Contact(.mail, "a@example.org"), true), (Contact(.mail, "a"), false), (Contact(.sms, "+15550100"), true),
        (Contact(.sms, "15550100"), false), (Contact(.voice, "+0155501"), false), (Contact(.webhook, "pager-7"), true),
    ]) func whatAnAddressLooksLike(_ contact: Contact, isOne: Bool) {
        #expect((contact.expected == nil) == isOne)
    }
}
