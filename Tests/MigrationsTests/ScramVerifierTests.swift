import Encodings
import Testing

@testable import Migrations

@Suite struct ScramVerifierTests {
    /// The password, salt and count of RFC 7677, section 3; the keys are those that its exchange proves.
    @Test func verifierOfTheStandardsExample() throws {
        let salt = try #require(Base64.standard.decode("W22ZaJ0SNY7soEsUEjb6gQ=="))
        #expect(
            ScramVerifier.make(password: "pencil", salt: salt)
                == "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")
    }

    @Test func everyVerifierHasASaltOfItsOwn() {
        #expect(ScramVerifier.make(password: "pencil") != ScramVerifier.make(password: "pencil"))
    }
}
