public import JSON
import PeopleStore

/// What `PATCH …/review` asks for: only what is said changes.
public struct ReviewRequest: Sendable, Hashable, JSONDecodable {
    var whatHappened: String?
    var impact: String?
    var wentWell: String?
    var lessons: String?
    /// Who wrote it; the name of the key when nobody says.
    var author: String?

    /// Reads the body of a request: `what_happened`, `impact`, `went_well`, `lessons` and `author`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["what_happened", "impact", "went_well", "lessons", "author"])
        whatHappened = try reader.text("what_happened", length: 0...20_000)
        impact = try reader.text("impact", length: 0...20_000)
        wentWell = try reader.text("went_well", length: 0...20_000)
        lessons = try reader.text("lessons", length: 0...20_000)
        author = try reader.optionalLine("author", length: 1...200)
    }

    /// The texts with what is said here.
    func applied(to texts: ReviewTexts) -> ReviewTexts {
        ReviewTexts(
            whatHappened: whatHappened ?? texts.whatHappened, impact: impact ?? texts.impact,
            wentWell: wentWell ?? texts.wentWell, lessons: lessons ?? texts.lessons)
    }
}

/// What `POST …/review/publications` asks for.
public struct ReviewPublicationRequest: Sendable, Hashable, JSONDecodable {
    /// Who publishes it; the name of the key when nobody says.
    var author: String?

    /// Reads the body of a request: `author`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["author"])
        author = try reader.optionalLine("author", length: 1...200)
    }
}
