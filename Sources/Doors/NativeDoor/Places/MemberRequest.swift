import Incident
import JSON

/// What `POST …/members` asks for.
struct MemberRequest: Sendable, Hashable, JSONDecodable {
    var email: String

    init(_ body: JSONReader) throws {
        try body.object(allowing: ["email"])
        email = try body.string("email", length: 3...254)
        guard Person.isAddress(email) else {
            throw try body.member("email").error(expected: "a mail address", found: "another text")
        }
    }
}
